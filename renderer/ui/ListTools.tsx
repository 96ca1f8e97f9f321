/** What stands above and below a list: search, tabs with counts, pages. */
import { useEffect, useId, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../messages/useText.ts';
import { Button, Keys } from './Button.tsx';
import styles from './ListTools.module.css';
import { classes } from './classes.ts';
import type { ScanPolicy } from './scanBurst.ts';
import { type Shortcut, ariaKeys, useShortcut } from './shortcuts.ts';

export interface RowsInSightProps {
  /** By how many stand before them. */
  readonly sight: { readonly first: number; readonly last: number };
  readonly total: number;
}

/** Where in a list that is scrolled one is. Only how long it is is read out by itself: the rows tell their own numbers. */
export function RowsInSight({ sight, total }: RowsInSightProps) {
  const t = useText();
  const intl = useIntl();
  return (
    <div role="group" className={classes(styles.pager)} aria-label={t('ui.rows.label')}>
      <span className={classes(styles.range)}>
        {total === 0
          ? t('ui.pager.none')
          : t('ui.pager.range', {
              from: intl.formatNumber(sight.first + 1),
              to: intl.formatNumber(Math.min(total, sight.last + 1)),
              total: intl.formatNumber(total),
            })}
      </span>
      <span role="status" className={classes(styles.unseen)}>
        {t('ui.rows.total', { count: total })}
      </span>
    </div>
  );
}

export interface PagerProps {
  /** Rows before the first one shown. */
  readonly offset: number;
  readonly shown: number;
  /** Rows over all pages. */
  readonly total: number;
  readonly pageSize: number;
  /** `null` where there is no such page. */
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  /** To the page that begins behind so many rows. */
  readonly onOffset: (offset: number) => void;
}

export function Pager({ offset, shown, total, pageSize, onPrevious, onNext, onOffset }: PagerProps) {
  const t = useText();
  const intl = useIntl();
  const range =
    total === 0 || shown === 0
      ? t('ui.pager.none')
      : t('ui.pager.range', {
          from: intl.formatNumber(offset + 1),
          to: intl.formatNumber(offset + shown),
          total: intl.formatNumber(total),
        });
  const pages = Math.ceil(total / pageSize);
  return (
    <nav className={classes(styles.pager)} aria-label={t('ui.pager.label')}>
      <span className={classes(styles.range)} aria-live="polite">
        {range}
      </span>
      <Button isSmall variant="quiet" aria-label={t('ui.pager.previous')} isDisabled={onPrevious === null} onPress={() => onPrevious?.()}>
        ‹
      </Button>
      {pages > 1 && (
        <PageNumber
          page={Math.floor(offset / pageSize) + 1}
          pages={pages}
          onPage={(page) => onOffset((page - 1) * pageSize)}
          key={`${offset} ${pages}`}
        />
      )}
      <Button isSmall variant="quiet" aria-label={t('ui.pager.next')} isDisabled={onNext === null} onPress={() => onNext?.()}>
        ›
      </Button>
    </nav>
  );
}

/** The page, to be typed over: Enter goes there. */
function PageNumber({ page, pages, onPage }: { readonly page: number; readonly pages: number; readonly onPage: (page: number) => void }) {
  const t = useText();
  const [typed, setTyped] = useState(String(page));
  const leave = (): void => {
    const wanted = Math.max(1, Math.min(pages, Number(typed.trim() === '' ? page : typed)));
    setTyped(String(wanted));
    if (wanted !== page) onPage(wanted);
  };
  return (
    <span className={classes(styles.page)}>
      <input
        type="text"
        inputMode="numeric"
        aria-label={t('ui.pager.page', { pages })}
        title={t('ui.pager.page', { pages })}
        value={typed}
        size={String(pages).length}
        onChange={(event) => setTyped(event.target.value.replaceAll(/\D/gu, ''))}
        onFocus={(event) => event.target.select()}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') leave();
          if (event.key === 'Escape') setTyped(String(page));
        }}
      />
      {' / '}
      {pages}
    </span>
  );
}

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  /** At once after a rest of `restMs`, else that long after the last key; at once on Enter and when emptied. */
  readonly onChange: (value: string) => void;
  /** Milliseconds; 200 where left out. What is answered on this computer needs only as much as keeps a scanner's burst together. */
  readonly restMs?: number;
  readonly placeholder?: string;
  /** Brings the caret here; shown in the field and bound by it. Ctrl+F does so in any case (`stores/finding.ts`). */
  readonly shortcut?: Shortcut | undefined;
  /** Enter, after the value was told. */
  readonly onEnter?: (value: string) => void;
  /** Arrow down: into the list. */
  readonly onDown?: () => void;
}

const usualRestMs = 200;

export function SearchField({ label, value, onChange, restMs = usualRestMs, placeholder, shortcut, onEnter, onDown }: SearchFieldProps) {
  const t = useText();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const lastKey = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    // The value changed from outside (a filter was cleared); our own changes come back here too and are not taken for that.
    if (value === told.current) return;
    told.current = value;
    setTyped(value);
  }, [value]);
  const tell = (text: string) => {
    if (text === told.current) return;
    told.current = text;
    onChange(text);
  };
  useEffect(() => {
    const timer = setTimeout(() => tell(typed), restMs);
    return () => clearTimeout(timer);
  });
  useShortcut({
    shortcut: shortcut?.keys === 'Ctrl+F' ? undefined : shortcut,
    run: () => input.current?.select(),
    element: () => input.current,
  });
  return (
    <div className={classes(styles.search)} data-key={shortcut === undefined || shortcut.keys.length < 3 ? undefined : 'long'}>
      <input
        ref={input}
        id={id}
        type="search"
        data-list-search={shortcut === undefined ? undefined : ''}
        data-scan={'replace' satisfies ScanPolicy}
        aria-label={label}
        aria-keyshortcuts={shortcut === undefined ? undefined : ariaKeys(shortcut.keys)}
        placeholder={placeholder ?? label}
        value={typed}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value);
          // What follows within the rest is told together: the burst of a scanner, a word that is typed quickly.
          if (event.timeStamp - lastKey.current >= restMs) tell(event.target.value);
          lastKey.current = event.timeStamp;
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') {
            tell(typed);
            onEnter?.(typed);
          }
          if (event.key === 'ArrowDown' && onDown !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
            event.preventDefault();
            tell(typed);
            onDown();
          }
          if (event.key === 'Escape' && typed !== '') {
            event.stopPropagation();
            setTyped('');
            tell('');
          }
        }}
      />
      {typed === '' ? (
        shortcut !== undefined && <Keys keys={shortcut.keys} />
      ) : (
        <button
          type="button"
          className={classes(styles.clear)}
          aria-label={t('ui.search.clear')}
          onClick={() => {
            setTyped('');
            tell('');
            input.current?.focus();
          }}
        >
          ×
        </button>
      )}
    </div>
  );
}

export interface FilterTabsProps<Key extends string> {
  readonly label: string;
  readonly items: readonly {
    readonly key: Key;
    readonly label: string;
    readonly count?: number | undefined;
    /** Told under the pointer. */
    readonly hint?: string | undefined;
  }[];
  readonly selected: Key | readonly Key[];
  readonly onSelect: (key: Key) => void;
  /** Ctrl, Cmd or Shift and a click: this one too, or no longer. `hint` says so. */
  readonly adding?: { readonly hint: string; readonly onToggle: (key: Key) => void };
}

/** One filter out of a few, or several, each with how many rows it shows. Announced as a group of pressed buttons. */
export function FilterTabs<Key extends string>({ label, items, selected, onSelect, adding }: FilterTabsProps<Key>) {
  const intl = useIntl();
  const isSelected = (key: Key): boolean => (typeof selected === 'string' ? key === selected : selected.includes(key));
  return (
    <div role="group" aria-label={label} className={classes(styles.filters)}>
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          className={classes(styles.filter)}
          aria-pressed={isSelected(item.key)}
          title={item.hint ?? adding?.hint}
          onClick={(event) =>
            adding !== undefined && (event.ctrlKey || event.metaKey || event.shiftKey) ? adding.onToggle(item.key) : onSelect(item.key)
          }
        >
          {item.label}
          {item.count !== undefined && <span className={classes(styles.count)}> {intl.formatNumber(item.count)}</span>}
        </button>
      ))}
    </div>
  );
}
