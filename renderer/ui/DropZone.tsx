/** A place that takes files: dropped on it, or chosen. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../messages/useText.ts';
import { Button } from './Button.tsx';
import { ErrorLine, type FieldError, invalidBy } from './Field.tsx';
import styles from './DropZone.module.css';
import { classes } from './classes.ts';
import { addDropPlace } from './dropZones.ts';
import { carriesAddress, carriesFiles, useFilesOverWindow } from './windowDrag.ts';

export interface DropZoneProps {
  /** What the file is: "Waybill". Visible, and part of the button's name. */
  readonly label: string;
  /** Which kinds and how large, in words: "PDF, PNG or JPG, up to 20 MB". What a file really is, main finds out. */
  readonly accepts: string;
  /** Real `File`s, also folders and empty ones: `window.desk.stageFile` says what is wrong with them. */
  readonly onFiles: (files: File[], how: 'given' | 'pasted') => void;
  readonly isDisabled?: boolean;
  readonly allowsSeveral?: boolean;
  /** A file is in it: another one that is let go on the form goes to a free place first. */
  readonly isFilled?: boolean;
  readonly error?: FieldError | undefined;
  readonly name?: string;
  /** What was done with a file that the operator may not expect. */
  readonly note?: string | undefined;
  /** What is there already: preview, name, progress. */
  readonly children?: ReactNode;
}

/** In no language yet: the screen's may change while it stands there. */
type Said =
  { readonly what: 'missed' | 'noFile' | 'whichPlace' } | { readonly what: 'onlyOne'; readonly taken: string; readonly left: string };

export function DropZone({ label, accepts, onFiles, isDisabled, allowsSeveral, isFilled, error, note, name, children }: DropZoneProps) {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const isDragging = useFilesOverWindow();
  const [isOver, setOver] = useState(false);
  const isReady = isDragging && isDisabled !== true;
  const [said, setSaid] = useState<Said | null>(null);
  const take = (files: readonly File[], how: 'given' | 'pasted' = 'given') => {
    const [first] = files;
    if (first === undefined) return setSaid({ what: 'noFile' });
    const left = allowsSeveral === true ? [] : files.slice(1);
    setSaid(left.length === 0 ? null : { what: 'onlyOne', taken: first.name, left: left.map((each) => each.name).join(', ') });
    onFiles(left.length === 0 ? [...files] : [first], how);
  };
  const zone = useRef<HTMLDivElement>(null);
  const place = useRef({ take, isFilled });
  useEffect(() => {
    place.current = { take, isFilled };
  });
  useEffect(() => {
    const element = zone.current;
    if (element === null || isDisabled === true) return undefined;
    return addDropPlace({
      element,
      isFree: () => place.current.isFilled !== true,
      takesSeveral: allowsSeveral === true,
      take: (files, how) => place.current.take(files, how),
      say: (what) => setSaid({ what }),
    });
  }, [isDisabled, allowsSeveral]);
  return (
    // Dragging is the mouse's way; the button within is everybody's.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={zone}
      className={classes(styles.zone, isReady && styles.ready, isReady && isOver && styles.over)}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={classes(`${id}-accepts`, error !== undefined && `${id}-error`)}
      data-invalid={invalidBy(error)}
      data-drop-zone={isDisabled === true ? undefined : ''}
      data-field={name}
      tabIndex={-1}
      onDragOver={(event) => {
        if (isDisabled === true || !(carriesFiles(event.dataTransfer) || carriesAddress(event.dataTransfer))) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (isDisabled !== true) take([...event.dataTransfer.files]);
      }}
    >
      <div className={classes(styles.head)}>
        <span id={`${id}-label`} className={classes(styles.label)}>
          {label}
        </span>
        <span className={classes(styles.hint)}>{isReady ? t('ui.drop.here') : t('ui.drop.orDrag')}</span>
        <Button
          isSmall
          isDisabled={isDisabled === true}
          aria-label={t('ui.drop.chooseFor', { label })}
          onPress={() => input.current?.click()}
        >
          {t('ui.drop.choose')}
        </Button>
        {/* The button opens it; it is no second control of its own. */}
        <input
          ref={input}
          type="file"
          hidden
          multiple={allowsSeveral === true}
          data-file-for={name ?? label}
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            // The same file may be chosen again after it was taken out.
            event.target.value = '';
          }}
        />
      </div>
      <p id={`${id}-accepts`} className={classes(styles.accepts)}>
        {accepts}
      </p>
      {error !== undefined && (
        <div className={classes(styles.error)} role={typeof error === 'string' ? 'alert' : 'status'}>
          <ErrorLine id={`${id}-error`} error={error} />
        </div>
      )}
      <p className={classes(styles.said)} role="status">
        {[said === null ? null : t(`ui.drop.${said.what}`, { label, taken: '', left: '', ...said }), note]
          .filter((each) => each !== null && each !== undefined)
          .join(' ')}
      </p>
      {children}
    </div>
  );
}
