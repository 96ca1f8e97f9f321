/** Hands a file to the system's own viewer. */
import type { FileRef } from '../../../contract/documents/index.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useText } from '../../messages/useText.ts';
import { Button } from '../../ui/index.ts';

export function OpenOutside({ file, onError }: { readonly file: FileRef; readonly onError: (error: DeskError | null) => void }) {
  const desk = useDesk();
  const t = useText();
  return (
    <Button
      isSmall
      variant="quiet"
      aria-label={t('files.openNamed', { name: file.name })}
      onPress={() => {
        void desk.call('files.open', { file_id: file.file_id }).then((outcome) => onError(outcome.ok ? null : outcome.error));
      }}
    >
      {t('files.open')}
    </Button>
  );
}
