/** One file in a form: dropped or chosen, checked by main, shown with preview, and taken out again. */
import type { FileRef } from '../../../contract/documents/index.ts';
import { useText } from '../../messages/useText.ts';
import { DropZone, Spinner } from '../../ui/index.ts';
import { FileRow } from './FileRow.tsx';
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
  readonly error?: string | undefined;
}

export function FileField({ label, name, place, hint, value, onChange, onBlur, error }: FileFieldProps) {
  const t = useText();
  const staging = useStaging(place, (file) => {
    onChange(file);
    onBlur?.();
  });
  const problem = [...staging.refused, ...(error === undefined ? [] : [error])].join('\n');
  return (
    <DropZone
      label={label}
      name={name}
      accepts={hint}
      error={problem === '' ? undefined : problem}
      note={staging.noted.join(' ')}
      onFiles={(files, how) => void staging.take(files, how)}
    >
      {staging.names.map((each) => (
        <Spinner key={each} label={t('files.staging', { name: each })} />
      ))}
      {value !== null && (
        <FileRow
          file={value}
          onRemove={() => {
            onChange(null);
            onBlur?.();
          }}
        />
      )}
    </DropZone>
  );
}
