/** The fields of a form, tied to a path of the document: named by it, in error by it, saved with it. */
import { useState } from 'react';
import { useController } from 'react-hook-form';
import { useIntl } from 'react-intl';
import { readMoney } from '../../../contract/documents/fields.ts';
import type { FileRef } from '../../../contract/documents/index.ts';
import { isMessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { formatMoney } from '../../ui/formats.ts';
import { CheckboxGroup, ComboBox, DateTimeField, FieldRow, FieldWords, Select, TagsField, TextArea, TextField } from '../../ui/index.ts';
import { FileField } from '../files/FileField.tsx';
import type { FilePlace } from '../files/fileKinds.ts';
import { useWarehouses } from '../records/warehouses.ts';
import { useFormWords, useMeaning } from './formWords.ts';
import { useLabelDoubt, useLabelMark } from './LabelSaid.tsx';
import { useFormContext, useProblem } from './useDocumentForm.ts';

export interface BoundProps {
  /** Dotted path in the document. */
  readonly name: string;
  readonly hint?: string;
  readonly isRequired?: boolean;
  readonly autoFocus?: boolean;
}

/** What the field of a path holds, as its words: for a part of the form that is out of sight. */
export function BoundWords({ name, isRequired, hint }: Pick<BoundProps, 'name' | 'isRequired' | 'hint'>) {
  const t = useText();
  const { form } = useFormContext();
  const id = `form.field.${lastOf(name)}`;
  return (
    <FieldWords
      label={isMessageId(id) ? t(id) : lastOf(name)}
      value={String(form.getValues(name) ?? '')}
      isRequired={isRequired === true}
      hint={hint}
    />
  );
}

const lastOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/** Value, wording and events of one path. `within` also shows problems of its parts. */
export function useBound<Value>(name: string, within = false) {
  const t = useText();
  const { labelOf, fieldError } = useFormWords();
  const { form, changed, left } = useFormContext();
  const { field } = useController({ name, control: form.control });
  const problem = useProblem(name, within);
  const doubt = useLabelDoubt(name);
  const id = `form.field.${lastOf(name)}`;
  const place =
    problem !== null && problem.path !== name && /^\d+$/.test(problem.path.slice(name.length + 1)) ? `${labelOf(problem.path)}: ` : '';
  return {
    name,
    label: isMessageId(id) ? t(id) : lastOf(name),
    value: field.value as Value,
    onChange: (value: Value) => {
      field.onChange(value);
      changed(name);
    },
    onBlur: () => {
      field.onBlur();
      left(name);
    },
    error: problem !== null ? fieldError(problem, place) : doubt === null ? undefined : { asks: doubt },
  };
}

export function FormText({ isCode, hint, ...props }: BoundProps & { readonly isCode?: boolean }) {
  const words = joined(useLabelMark(props.name), hint);
  return <TextField {...useBound<string>(props.name)} {...props} isCode={isCode === true} {...(words === '' ? {} : { hint: words })} />;
}
/** Short notes of one field, in one line. */
const joined = (...notes: readonly (string | null | undefined)[]): string =>
  notes.filter((each) => each !== null && each !== undefined && each !== '').join(' · ');
export const FormNumber = (props: BoundProps & { readonly isReplaced?: boolean; readonly isCell?: boolean }) => (
  <TextField {...useBound<string>(props.name)} {...props} inputMode="decimal" />
);
/** An amount in đồng, typed as people write it; below it stands what was read. */
export function FormMoney({ hint, ...props }: BoundProps) {
  const intl = useIntl();
  const bound = useBound<string>(props.name);
  const amount = readMoney(bound.value);
  const read = Number.isNaN(amount) ? [] : [formatMoney(intl, amount)];
  const words = [...read, ...(hint === undefined ? [] : [hint])].join(' · ');
  return <TextField {...bound} {...props} inputMode="decimal" {...(words === '' ? {} : { hint: words })} />;
}
export const FormNote = (props: BoundProps & { readonly rows?: number }) => <TextArea {...useBound<string>(props.name)} {...props} />;
export const FormDateTime = (props: BoundProps) => <DateTimeField {...useBound<string>(props.name)} {...props} />;
export const FormCodes = (props: BoundProps) => <TagsField {...useBound<readonly string[]>(props.name, true)} {...props} isCode />;

/**
 * A word out of an open list: what was seen is offered by what it means, another may be typed. The document holds the provider's word.
 * While it is typed into, the field shows what is typed.
 */
export function FormOpenWord({ words, ...props }: BoundProps & { readonly words: readonly string[] }) {
  const meaning = useMeaning();
  const hint = joined(useLabelMark(props.name), props.hint);
  const bound = useBound<string>(props.name);
  const [typed, setTyped] = useState<string | null>(null);
  const labelOf = (word: string): string => meaning(word) ?? word;
  const isSame = (left: string, right: string): boolean => left.trim().toLowerCase() === right.trim().toLowerCase();
  return (
    <ComboBox
      {...bound}
      {...props}
      value={
        typed !== null && isSame(words.find((word) => isSame(labelOf(word), typed)) ?? typed, bound.value) ? typed : labelOf(bound.value)
      }
      onChange={(text) => {
        setTyped(text);
        bound.onChange(words.find((word) => isSame(labelOf(word), text)) ?? text);
      }}
      onBlur={() => {
        setTyped(null);
        bound.onBlur();
      }}
      hint={hint === '' ? undefined : hint}
      options={words.map((word) => ({ value: labelOf(word) }))}
    />
  );
}

/** Several words out of an open list: the known ones to tick, others to type. Both are one field of the document. */
export function FormOpenWords({ words, ...props }: BoundProps & { readonly words: readonly string[] }) {
  const t = useText();
  const meaning = useMeaning();
  const { label, value, onChange, onBlur, error, name } = useBound<readonly string[]>(props.name, true);
  const isKnown = (word: string): boolean => words.includes(word);
  // What stands in the field for other words, half typed ones too: `FRAGILE` on the way to `FRAGILE_TOP` is no tick yet.
  const [typed, setTyped] = useState<readonly string[]>([]);
  const others = typed.length > 0 && typed.every((word) => value.includes(word)) ? typed : value.filter((word) => !isKnown(word));
  const countIn = (list: readonly string[], word: string): number => list.filter((each) => each === word).length;
  const ticked = words.filter((word) => countIn(value, word) > countIn(others, word));
  const otherId = `form.field.${lastOf(name)}.other`;
  return (
    <FieldRow>
      <CheckboxGroup
        {...props}
        label={label}
        value={ticked}
        options={words.map((word) => ({ value: word, label: meaning(word) ?? word }))}
        onChange={(now) => onChange([...now, ...others])}
        onBlur={onBlur}
      />
      <TagsField
        label={isMessageId(otherId) ? t(otherId) : label}
        value={others}
        onChange={(now) => {
          setTyped(now);
          onChange([...ticked, ...now]);
        }}
        onBlur={() => {
          setTyped([]);
          onBlur();
        }}
        {...(error === undefined ? {} : { error })}
      />
    </FieldRow>
  );
}

/** Says why there is nothing to choose. */
function useWarehouseHint(hint: string | undefined): { readonly hint?: string } {
  const t = useText();
  const { options, isLoading } = useWarehouses();
  const text = options.length > 0 ? hint : t(isLoading ? 'form.warehousesLoading' : 'form.warehousesNone');
  return text === undefined ? {} : { hint: text };
}

export function FormWarehouse(props: BoundProps) {
  const t = useText();
  const { options } = useWarehouses();
  return (
    <Select
      {...useBound<string>(props.name)}
      {...props}
      {...useWarehouseHint(props.hint)}
      options={options}
      placeholder={t('form.chooseWarehouse')}
    />
  );
}

export function FormWarehouses(props: BoundProps) {
  const { options } = useWarehouses();
  return (
    <CheckboxGroup {...useBound<readonly string[]>(props.name, true)} {...props} {...useWarehouseHint(props.hint)} options={options} />
  );
}

export function FormFile({ place, hint, ...props }: BoundProps & { readonly place: FilePlace; readonly hint: string }) {
  return <FileField {...useBound<FileRef | null>(props.name, true)} {...props} place={place} hint={hint} />;
}
