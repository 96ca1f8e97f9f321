/** One staged file: name, kind, size; look at it, open it outside, take it out. */
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { FileRef } from '../../../contract/documents/index.ts';
import type { RecordKind } from '../../../contract/records.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { Button, formatBytes } from '../../ui/index.ts';
import { FilePreview } from './FilePreview.tsx';
import { OpenOutside } from './OpenOutside.tsx';
import styles from './files.module.css';
import { hasPreview, kindOf } from './fileKinds.ts';
import { useErrorLine } from './useErrorLine.ts';

export interface FileRowProps {
  readonly file: FileRef;
  readonly onRemove?: () => void;
  /** Where the file belongs to a record on screen, it can be dragged into another program. */
  readonly record?: RecordField;
  /** The preview is open from the start. Default: for images and PDF. */
  readonly isPreviewOpen?: boolean;
}

export interface RecordField {
  readonly kind: RecordKind;
  readonly code: string;
  /** Path of the field, `bill` for an order's bill. */
  readonly field: string;
}

export function FileRow({ file, onRemove, record, isPreviewOpen = hasPreview(file.mime) }: FileRowProps) {
  const desk = useDesk();
  const t = useText();
  const intl = useIntl();
  const errorLine = useErrorLine();
  const [isOpen, setOpen] = useState(isPreviewOpen);
  const [error, setError] = useState<DeskError | null>(null);
  return (
    <div className={styles.file} role="group" aria-label={file.name}>
      <div className={styles.row}>
        <span className={styles.kind}>{t(`files.kind.${kindOf(file.mime)}`)}</span>
        <span
          className={styles.name}
          draggable={record !== undefined}
          {...(record === undefined ? {} : { title: t('files.drag') })}
          onDragStart={(event) => {
            if (record === undefined) return;
            // The system drags it from here on: main alone knows where it lies.
            event.preventDefault();
            void desk.call('files.drag', record).then((outcome) => setError(outcome.ok ? null : outcome.error));
          }}
        >
          {file.name}
        </span>
        <span className={styles.size}>{formatBytes(intl, file.size)}</span>
        <span className={styles.actions}>
          {hasPreview(file.mime) && (
            <Button
              isSmall
              variant="quiet"
              aria-expanded={isOpen}
              aria-label={t('files.previewNamed', { name: file.name })}
              onPress={() => setOpen(!isOpen)}
            >
              {t(isOpen ? 'files.hidePreview' : 'files.preview')}
            </Button>
          )}
          <OpenOutside file={file} onError={setError} />
          {onRemove !== undefined && (
            <Button isSmall variant="quiet" aria-label={t('files.removeNamed', { name: file.name })} onPress={onRemove}>
              {t('files.remove')}
            </Button>
          )}
        </span>
      </div>
      {error !== null && (
        <p className={styles.problem} role="alert">
          {errorLine(error)}
        </p>
      )}
      {isOpen && hasPreview(file.mime) && <FilePreview file={file} />}
    </div>
  );
}
