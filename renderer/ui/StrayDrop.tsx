/** Says where files belong, after one was let go on a screen that takes none. */
import { useEffect } from 'react';
import { useText } from '../messages/useText.ts';
import styles from './DropZone.module.css';
import { classes } from './classes.ts';
import { strayDropRead, useStrayDrop } from './dropZones.ts';

const words = { files: 'ui.drop.stray', address: 'ui.drop.strayAddress', lost: 'ui.drop.lost' } as const;

export function StrayDrop() {
  const t = useText();
  const what = useStrayDrop((stray) => stray.what);
  useEffect(() => {
    if (what === null) return undefined;
    // Whoever goes on has read it, or does not need it.
    const read = new AbortController();
    for (const type of ['keydown', 'pointerdown'] as const)
      window.addEventListener(type, strayDropRead, { signal: read.signal, capture: true });
    return () => read.abort();
  }, [what]);
  return (
    <p className={classes(styles.stray)} role="status">
      {what !== null && t(words[what])}
    </p>
  );
}
