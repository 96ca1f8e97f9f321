/**
 * The palette: one field for whatever one looks for, and below it what fits. Written by hand after the ARIA pattern of a combobox, as
 * `ui/ComboBox`: the focus stays in the field.
 */
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import type { PaletteUse } from '../../../contract/bridge.ts';
import { useSurroundings } from '../../actions/useSurroundings.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { type MessageId, readMessages } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { languages } from '../../stores/appearance.ts';
import { appNow } from '../../stores/session.ts';
import { kindOfPlural } from '../../../contract/kinds/index.ts';
import { viewOf } from '../../kinds/index.ts';
import { isCalled } from '../../features/records/calledBy.ts';
import { recordPlace } from '../../features/rows/words.ts';
import { go, recordScreens } from '../../stores/place.ts';
import { AriaLanguage } from '../../ui/AriaLanguage.tsx';
import { VisuallyHiddenStatus } from '../../ui/ComboBox.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Keys } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import { commandEntries } from './commands.ts';
import type { Entry, Group } from './entry.ts';
import { recordEntry, useFound } from './found.ts';
import styles from './Palette.module.css';
import { begunEntries, settingEntries, templateEntries } from './places.ts';
import { sectionsOf } from './ranked.ts';

const groupWords: Readonly<Record<Group, MessageId>> = {
  recent: 'palette.recent',
  here: 'palette.here',
  commands: 'palette.commands',
  places: 'palette.places',
  sending: 'shell.nav.outbox',
  drafts: 'shell.nav.drafts',
  records: 'palette.records',
};

/** Records that were opened of late: they are no entries of their own before something is typed. */
function usedRecord({ id, label }: PaletteUse): Entry[] {
  const [, plural = '', code = ''] = /^record:([a-zA-Z]+):(.+)$/su.exec(id) ?? [];
  const screen = recordScreens.find((each) => each === plural);
  if (screen === undefined) return [];
  const kind = kindOfPlural(screen);
  return [{ id, group: 'recent', icon: viewOf(kind).icon, label, whyNot: null, run: () => go(recordPlace(kind, code)) }];
}

export function Palette({ onChoose, onClose }: { readonly onChoose: (entry: Entry) => void; readonly onClose: () => void }) {
  const t = useText();
  const desk = useDesk();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const surroundings = useSurroundings(1_000);
  const [typed, setTyped] = useState('');
  const [uses, setUses] = useState<readonly PaletteUse[]>([]);
  const [isWhole, setWhole] = useState(false);
  /** By its id: what comes later moves nothing from under it. */
  const [chosen, setChosen] = useState<string | null>(null);
  /** Enter was pressed before the records came: a scanner does so. */
  const [isAwaited, setAwaited] = useState(false);

  useEffect(() => {
    let isOver = false;
    void desk.call('palette.recent').then((outcome) => {
      if (!isOver && outcome.ok) setUses(outcome.value);
    });
    // Both languages are searched, whichever is shown.
    void Promise.all(languages.map(readMessages)).then(() => {
      if (!isOver) setWhole(true);
    });
    return () => {
      isOver = true;
    };
  }, [desk]);

  const entries = useMemo(() => {
    const app = appNow();
    return [...commandEntries(surroundings), ...(app === null ? [] : settingEntries(t, app)), ...templateEntries(t), ...begunEntries(t)];
    // Read when another language has come, too.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [surroundings.now, t, isWhole]);
  const recent = uses.flatMap((use) => entries.find((entry) => entry.id === use.id) ?? usedRecord(use));
  const text = typed.trim();
  const found = useFound(text);
  const isStale = found.typed !== text;
  const sections = sectionsOf(text, entries, recent, text === '' ? [] : found.rows.map((row) => recordEntry(row, t)));
  const shown = sections.flatMap((section) => section.entries);
  const isFresh = (entry: Entry): boolean => !(isStale && entry.group === 'records');
  const active = shown.find((entry) => entry.id === chosen) ?? shown[0] ?? null;
  const at = active === null ? -1 : shown.indexOf(active);

  const choose = (entry: Entry): void => {
    if (entry.whyNot !== null) return;
    void desk.call('palette.used', { id: entry.id, label: entry.label.slice(0, 300) });
    onChoose(entry);
  };
  useEffect(() => {
    if (!isAwaited) return;
    // Typed and confirmed faster than it was drawn.
    const isThere = active !== null && isFresh(active);
    if (!isThere && isStale) return;
    setAwaited(false);
    const exact = found.rows.find((row) => isCalled(row, text)) ?? (found.rows.length === 1 ? found.rows[0] : undefined);
    if (isThere && active.group !== 'records') choose(active);
    else if (exact !== undefined && !isStale) choose(recordEntry(exact, t));
    // The next code that is scanned takes the place of this one.
    else field.current?.select();
    // As soon as they have come.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [isAwaited, isStale, text]);
  useEffect(() => {
    if (at >= 0) document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: at === 0 ? 'end' : 'nearest' });
  }, [id, at, text]);

  const type = (value: string): void => {
    setTyped(value);
    setChosen(null);
    setAwaited(false);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const step = steps[event.key];
    if (step !== undefined) {
      const last = shown.length - 1;
      const next = Math.abs(step) === 1 ? (at + step + shown.length) % shown.length : Math.max(0, Math.min(last, at + step));
      setChosen(shown[next]?.id ?? null);
    } else if (event.key === 'Enter') {
      // What stands in the field, and not what was drawn last: a scanner is faster than that.
      const value = event.currentTarget.value.trim();
      if (value === text && active !== null && isFresh(active)) choose(active);
      else setAwaited(true);
    } else return;
    event.preventDefault();
  };

  let index = -1;
  const option = (entry: Entry): ReactNode => {
    index += 1;
    const mine = `${id}-${index}`;
    const about = entry.whyNot ?? entry.detail;
    return (
      // The keys are heard by the field, where the focus stays.
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
      <div
        key={entry.id}
        id={mine}
        role="option"
        tabIndex={-1}
        aria-selected={entry === active}
        aria-disabled={entry.whyNot !== null || undefined}
        className={classes(
          styles.option,
          entry.isDanger === true && entry.whyNot === null && styles.danger,
          !isFresh(entry) && styles.stale,
        )}
        onClick={() => isFresh(entry) && choose(entry)}
      >
        <Icon name={entry.icon} />
        <span className={classes(styles.words)}>
          <span className={classes(styles.label)}>{entry.label}</span>
          {about !== undefined && (
            <span className={classes(styles.detail)} title={about}>
              {about}
            </span>
          )}
        </span>
        {entry.keys !== undefined && <Keys keys={entry.keys} />}
      </div>
    );
  };

  return (
    <AriaLanguage>
      <ModalOverlay className={classes(styles.veil)} isOpen isDismissable onOpenChange={(isOpen) => !isOpen && onClose()}>
        <Modal className={classes(styles.modal)}>
          <Dialog className={classes(styles.palette)} aria-label={t('actions.palette')}>
            <input
              ref={field}
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              className={classes(styles.field)}
              role="combobox"
              aria-label={t('palette.field')}
              aria-expanded={shown.length > 0}
              aria-controls={`${id}-list`}
              aria-autocomplete="list"
              aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder={t('palette.field')}
              value={typed}
              onChange={(event) => type(event.target.value)}
              onKeyDown={onKeyDown}
            />
            <div id={`${id}-list`} role="listbox" tabIndex={-1} aria-label={t('palette.list')} className={classes(styles.list)}>
              {sections.map(({ group, entries: its }) => (
                <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
                  <div id={`${id}-${group}`} role="presentation" className={classes(styles.group)}>
                    {t(groupWords[group])}
                  </div>
                  {its.map(option)}
                </div>
              ))}
              {shown.length === 0 && (
                <div role="presentation" className={classes(styles.nothing)}>
                  {t(isStale ? 'ui.loading' : 'palette.nothing')}
                </div>
              )}
            </div>
            <p className={classes(styles.foot)} aria-hidden="true">
              <Keys keys="↑ ↓" /> {t('palette.foot.move')} <Keys keys="Enter" /> {t('palette.foot.run')} <Keys keys="Esc" />{' '}
              {t('palette.foot.close')}
            </p>
            <VisuallyHiddenStatus text={text === '' || isStale ? '' : t('ui.options.count', { count: shown.length })} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </AriaLanguage>
  );
}
