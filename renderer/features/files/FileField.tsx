/** One file in a form: dropped or chosen, checked by main, shown with preview, and taken out again. */
import { useState } from 'react';
import type { FileRef } from '../../../contract/documents/index.ts';
import { useText } from '../../messages/useText.ts';
import { Button, DropZone, Spinner } from '../../ui/index.ts';
import type { FieldError } from '../../ui/Field.tsx';
import { FileRow } from './FileRow.tsx';
import { withRefused } from './staging.ts';
import type { FilePlace } from './fileKinds.ts';
import { useStaging } from './useStaging.ts';

export interface FileFieldProps {
  readonly label: string;
  readonly name: string;
  readonly place: FilePlace;
  /** Kinds and size in words. */
  readonly hint: string;
  readonly value: FileRef | null;
  readonly onChange: (file: FileRef | null) => void;
  readonly onBlur?: () => void;
  readonly error?: FieldError | undefined;
}

export function FileField({ label, name, place, hint, value, onChange, onBlur, error }: FileFieldProps) {
  const t = useText();
  /** What was in it before another file took its place. */
  const [replaced, setReplaced] = useState<FileRef | null>(null);
  const put = (file: FileRef | null, instead: FileRef | null): void => {
    setReplaced(instead);
    onChange(file);
    onBlur?.();
  };
  const staging = useStaging(place, (file) => put(file, value === null || value.file_id === file.file_id ? null : value));
  const problem = withRefused(staging.refused, error);
  return (
    <DropZone
      label={label}
      name={name}
      accepts={hint}
      error={problem}
      isFilled={value !== null}
      note={[...staging.noted, ...(replaced === null ? [] : [t('files.replaced', { name: replaced.name })])].join(' ')}
      onFiles={(files, how) => void staging.take(files, how)}
    >
      {staging.names.map((each) => (
        <Spinner key={each} label={t('files.staging', { name: each })} />
      ))}
      {replaced !== null && (
        <div>
          <Button isSmall onPress={() => put(replaced, null)}>
            {t('files.takeBack', { name: replaced.name })}
          </Button>
        </div>
      )}
      {value !== null && <FileRow key={value.file_id} file={value} onRemove={() => put(null, null)} />}
    </DropZone>
  );
}
