/** Turns the data of a successful answer into records (main process), tolerant of everything but the absence of what identifies them. */
import { z } from 'zod';
import { readList } from './envelope.ts';
import type { Success } from './envelope.ts';
import type { Reading } from './caller.ts';
import { declined, unreadableData } from './errors.ts';

/** One page of a list. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** Rows over all pages, where the provider says so (A). */
  readonly total: number | null;
  /** Rows that could not be read and are missing from `rows`: who looks something up must not take silence for absence. */
  readonly unread: number;
}

type Read<T> = (success: Success, reading: Reading) => T;

/** @throws DeskFailure `unreadable` where there is no list, or none of its rows can be read */
export const page =
  <T>(schema: z.ZodType<T>): Read<Page<T>> =>
  (success, { call, status, redact }) => {
    const list = readList(success);
    if (list === null) throw unreadableData(call, status, success.remarks, redact, ['data']);
    const parsed = list.rows.map((row) => schema.safeParse(row));
    const rows = parsed.flatMap((row) => (row.success ? [row.data] : []));
    const failed = parsed.find((row) => !row.success);
    if (rows.length === 0 && failed !== undefined) throw unreadableData(call, status, success.remarks, redact, pathsOf(failed.error));
    return { rows, total: list.total, unread: parsed.length - rows.length };
  };

/** @throws DeskFailure `unreadable` naming the fields that were missing */
export const record =
  <T>(schema: z.ZodType<T>): Read<T> =>
  (success, { call, status, redact }) => {
    const parsed = schema.safeParse(success.data);
    if (!parsed.success) throw unreadableData(call, status, success.remarks, redact, pathsOf(parsed.error));
    return parsed.data;
  };

/** An action's answer: `{success, …}`, or nothing at all; only an outspoken `success: false` is a refusal. */
export const done: Read<ActionAnswer> = (success, { call, status, redact }) => {
  const parsed = ActionAnswer.safeParse(success.data);
  if (!parsed.success) return {};
  if (parsed.data.success === false) throw declined(call, status, success.remarks, redact);
  return parsed.data;
};

const ActionAnswer = z.looseObject({ success: z.boolean().optional() });
export type ActionAnswer = z.infer<typeof ActionAnswer>;

/** The provider's code of what was just created; accepts `{[field]}`, `{code}` and the bare code (A). */
export const created = (field: string): Read<string> =>
  record(
    z.preprocess(
      (data) => (typeof data === 'object' && data !== null ? ((data as Record<string, unknown>)[field] ?? (data as Record<string, unknown>)['code']) : data),
      z.union([z.string().trim().min(1), z.number().transform(String)]),
    ) as z.ZodType<string>,
  );

/** A link in `{[fields]}` or by itself (A). */
export const link = (...fields: string[]): Read<string> =>
  record(
    z.preprocess(
      (data) => (typeof data === 'object' && data !== null ? fields.map((field) => (data as Record<string, unknown>)[field]).find((value) => value != null) : data),
      z.string().trim().min(1),
    ) as z.ZodType<string>,
  );

const pathsOf = (error: z.ZodError): string[] => [...new Set(error.issues.map((issue) => issue.path.map(String).join('.') || 'data'))];
