/** The files that records point to, fetched from the provider and kept by the desk. */
import type { FileRef } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { RecordKind } from '../../contract/records.ts';
import type { Files } from '../files/index.ts';
import type { Onflow } from '../onflow/client.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { FileRows } from '../store/fileRows.ts';

interface RecordFilesParts {
  readonly onflow: Onflow;
  readonly files: Files;
  readonly catalogue: Pick<Catalogue, 'get'>;
  readonly fileRows: Pick<FileRows, 'fileAt'>;
}

export interface RecordFiles {
  /** The PO's bill, fetched and kept. @throws DeskFailure as the client's calls, and as `Files.keep` */
  bill(code: string): Promise<FileRef>;
  /** A file that a record points to, by the path of its field. @throws DeskFailure `notFound`, and as above */
  ofRecord(kind: RecordKind, code: string, field: string): Promise<FileRef>;
  /** The file that was answered last for this field (`bill` for an order's bill); `null` where there was none since the start. */
  shown(kind: RecordKind, code: string, field: string): FileRef | null;
}

export function createRecordFiles({ onflow, files, catalogue, fileRows }: RecordFilesParts): RecordFiles {
  /** By record and field; with the address it came from, where that is known. */
  const shown = new Map<string, { readonly url: string; readonly file: FileRef }>();
  const place = (kind: RecordKind, code: string, field: string): string => JSON.stringify([kind, code, field]);
  const show = (at: string, url: string, file: FileRef): FileRef => {
    shown.set(at, { url, file });
    return file;
  };
  return {
    bill: async (code) => {
      const url = await onflow.purchaseOrders.bill(code);
      const { bytes } = await onflow.download(url);
      return show(place('purchase-order', code, 'bill'), url, await files.keep(bytes, code));
    },
    shown: (kind, code, field) => shown.get(place(kind, code, field))?.file ?? null,
    ofRecord: async (kind, code, field) => {
      const url = valueAt(catalogue.get(kind, code)?.row.record, field);
      if (typeof url !== 'string' || url === '') throw new DeskFailure({ code: 'notFound' });
      // What this desk uploaded it still has.
      const known = fileRows.fileAt(url);
      const at = place(kind, code, field);
      if (known !== null) return show(at, url, known);
      // What lies at an address stays what it is; a label that is shown and then printed is fetched once.
      const before = shown.get(at);
      if (before?.url === url && files.find(before.file.file_id) !== null) return before.file;
      const { bytes } = await onflow.download(url);
      return show(at, url, await files.keep(bytes, `${code}-${field}`));
    },
  };
}

const valueAt = (record: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined),
      record,
    );
