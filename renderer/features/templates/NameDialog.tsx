/** Asks for the name of a template: of one that is to be kept, of one that is there. */
import { type ReactNode, useState } from 'react';
import { type TemplateSummary, TemplateName, sameName } from '../../../contract/templates.ts';
import type { DialogProps } from '../../actions/action.ts';
import { useText } from '../../messages/useText.ts';
import { type FormToKeep, useTemplates } from '../../stores/templates.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';

/** The name of one that is there already puts the new contents in the place of its own. */
export function KeepDialog({ subject: { kind }, onAnswer, onClose }: DialogProps<FormToKeep>) {
  const t = useText();
  const { templates } = useTemplates();
  const [name, setName] = useState('');
  const holder = templates.find((each) => each.kind === kind && sameName(each.name, name));
  return (
    <NameDialog
      title={t('templates.keep.title')}
      confirm={holder === undefined ? t('templates.keep.confirm') : t('templates.keep.replace', { name: holder.name })}
      name={name}
      onName={setName}
      onConfirm={() => onAnswer({ name: holder?.name ?? name, ...(holder === undefined ? {} : { id: holder.id }) })}
      onClose={onClose}
    >
      {holder === undefined ? t('templates.keep.hint') : t('templates.keep.taken')}
    </NameDialog>
  );
}

export function RenameDialog({ subject, onAnswer, onClose }: DialogProps<TemplateSummary>) {
  const t = useText();
  const { templates } = useTemplates();
  const [name, setName] = useState(subject.name);
  const isTaken = templates.some((each) => each.id !== subject.id && each.kind === subject.kind && sameName(each.name, name));
  return (
    <NameDialog
      title={t('templates.rename.named', { name: subject.name })}
      confirm={t('templates.rename.confirm')}
      name={name}
      onName={setName}
      error={isTaken ? t('problems.nameTaken', { name: name.trim() }) : undefined}
      onConfirm={() => onAnswer({ name })}
      onClose={onClose}
    />
  );
}

interface NameDialogProps {
  readonly title: string;
  readonly confirm: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly error?: string | undefined;
  readonly children?: ReactNode;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

function NameDialog({ title, confirm, name, onName, error, children, onConfirm, onClose }: NameDialogProps) {
  const t = useText();
  const [isRefused, setRefused] = useState(false);
  const isName = TemplateName.safeParse(name).success;
  const end = (): void => {
    setRefused(!isName);
    if (isName && error === undefined) onConfirm();
  };
  return (
    <Dialog
      isOpen
      startsInField
      title={title}
      onClose={onClose}
      actions={
        <Button variant="primary" onPress={end}>
          {confirm}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          end();
        }}
      >
        <TextField
          label={t('templates.name')}
          value={name}
          onChange={onName}
          isRequired
          // Its only field.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          isReplaced
          error={isRefused && !isName ? t('templates.name.wrong') : error}
        />
      </form>
      {children !== undefined && <p>{children}</p>}
    </Dialog>
  );
}
