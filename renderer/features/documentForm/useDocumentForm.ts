/** The form that is open, for its fields: each watches what it shows itself. */
import { createContext, useContext, useEffect, useState } from 'react';
import { type FieldValues, useForm, useWatch } from 'react-hook-form';
import { useStore } from 'zustand';
import type { DocumentKindName } from '../../../contract/documents/index.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useSteady } from '../../ui/index.ts';
import { type DocumentForm, type FormEnds, type FormStart, createDocumentForm } from './documentForm.ts';
import type { ShownProblem } from './formWords.ts';
import { type Standing, doubtAt, problemAt } from './standing.ts';

const FormContext = createContext<DocumentForm | null>(null);
export const FormProvider = FormContext.Provider;
export function useFormContext(): DocumentForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error('a form field outside of a form');
  return form;
}

export function useDocumentForm(kind: DocumentKindName, start: FormStart, ends: FormEnds): DocumentForm {
  const desk = useDesk();
  const form = useForm({ defaultValues: start.values });
  const onDraft = useSteady(ends.onDraft);
  const onSent = useSteady(ends.onSent);
  const [document] = useState(() => createDocumentForm({ desk, kind, form, start, ends: { onDraft, onSent } }));
  useEffect(() => document.open(), [document]);
  return document;
}

/** A part of how the form stands. `select` answers what it holds, or a plain value. */
export const useStanding = <T>(select: (standing: Standing) => T): T => useStore(useFormContext().standing, select);

/** The problem to show at this field, or what is asked about it; with `within` also one of its parts. */
export const useProblem = (name: string, within = false): ShownProblem | null =>
  useStanding(({ shown, notice }) => problemAt(shown, name, within) ?? doubtAt(notice, name, within));

/** What the field of this path holds, as text. */
export function useFieldText(name: string): string {
  const { form } = useFormContext();
  const value: unknown = useWatch({ control: form.control, name, exact: true });
  return typeof value === 'string' ? value : '';
}

/** So long after the last key, in milliseconds: sums over a whole form are not made at every key. */
const settledMs = 120;

/** What follows from the whole form: its title, its sums. */
export function useOfForm<T extends string | number>(read: (values: FieldValues) => T): T {
  const { form } = useFormContext();
  const [value, setValue] = useState(() => read(form.getValues()));
  const look = useSteady(() => setValue(read(form.getValues())));
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = form.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(look, settledMs);
      },
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [form, look]);
  return value;
}
