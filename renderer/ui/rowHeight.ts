/** How high the rows of a list are. */
import { useEffect, useState } from 'react';

/** Pixels. */
export const rem = (): number => Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** In pixels, followed when the text size changes. */
export function useRowHeight(rowRem: number): number {
  const [height, setHeight] = useState(() => rowRem * rem());
  useEffect(() => {
    const measure = () => setHeight(rowRem * rem());
    measure();
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, [rowRem]);
  return height;
}
