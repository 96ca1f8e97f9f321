/** Finds words on the screen: a small bar over it, with where the words are marked in the page. */
import { useEffect, useRef, useState } from 'react';
import { useActionKey } from '../actions/keys.ts';
import { useText } from '../messages/useText.ts';
import { closeFinding } from '../stores/finding.ts';
import { Button } from '../ui/index.ts';
import { classes } from '../ui/classes.ts';
import { type Place, isField, isWords, placesOf } from '../ui/findText.ts';
import { findNext, findPrevious } from './moving.ts';
import styles from './FindBar.module.css';

/** What changes on the screen is looked through again after so many milliseconds without a further change. */
const settleMs = 150;
const marks = { all: 'desk-found', here: 'desk-found-here' } as const;

export function FindBar() {
  const t = useText();
  const bar = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  /** Where the focus goes back to. */
  const [before] = useState(() => (document.activeElement instanceof HTMLElement ? document.activeElement : null));
  const [search, setSearch] = useState('');
  const [places, setPlaces] = useState<readonly Place[]>([]);
  const [here, setHere] = useState(0);

  useEffect(() => {
    const look = (): readonly Place[] => {
      const found = placesOf(document.body, search, (element) => element === bar.current);
      setPlaces(found);
      return found;
    };
    look();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new MutationObserver((changes) => {
      if (changes.every(({ target }) => bar.current?.contains(target) === true)) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const { length } = look();
        setHere((was) => Math.max(0, Math.min(was, length - 1)));
      }, settleMs);
    });
    observer.observe(document.body, { childList: true, characterData: true, subtree: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [search]);

  const place = places[here];
  useEffect(() => {
    const ranges = places.filter(isWords);
    CSS.highlights.set(marks.all, new Highlight(...ranges));
    CSS.highlights.set(marks.here, new Highlight(...ranges.filter((each) => each === place)));
    const fields = places.filter(isField);
    for (const field of fields) field.dataset['found'] = field === place ? 'here' : '';
    if (place !== undefined)
      (isField(place) ? place : place.startContainer.parentElement)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    return () => {
      CSS.highlights.delete(marks.all);
      CSS.highlights.delete(marks.here);
      for (const field of fields) delete field.dataset['found'];
    };
  }, [places, place]);

  const step = (by: number) => {
    if (places.length > 0) setHere((here + by + places.length) % places.length);
  };
  useActionKey(findNext, () => step(1));
  useActionKey(findPrevious, () => step(-1));
  const close = () => {
    closeFinding();
    // In the field that was found one goes on typing.
    if (place !== undefined && isField(place)) place.focus();
    else if (before?.isConnected === true) before.focus();
  };
  useEffect(() => input.current?.focus(), []);
  return (
    <search ref={bar} className={classes(styles.bar)} aria-label={t('shell.find')}>
      <input
        ref={input}
        data-find-input=""
        className={classes(styles.input)}
        aria-label={t('shell.find.words')}
        placeholder={t('shell.find.words')}
        value={search}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => {
          setSearch(event.target.value);
          setHere(0);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <span role="status" className={classes(styles.count)}>
        {search.trim() === ''
          ? ''
          : places.length === 0
            ? t('shell.find.none')
            : t('shell.find.count', { here: here + 1, all: places.length })}
      </span>
      <Button isSmall variant="quiet" aria-label={t('shell.find.previous')} isDisabled={places.length === 0} onPress={() => step(-1)}>
        ‹
      </Button>
      <Button isSmall variant="quiet" aria-label={t('shell.find.next')} isDisabled={places.length === 0} onPress={() => step(1)}>
        ›
      </Button>
      <Button isSmall variant="quiet" aria-label={t('ui.close')} onPress={close}>
        ×
      </Button>
    </search>
  );
}
