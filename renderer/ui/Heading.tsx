/**
 * Headings whose level follows from where they stand: the screen's title is the first, what stands beside it or inside it comes
 * below.
 */
import { createContext, type ReactNode, useContext } from 'react';
import { classes } from './classes.ts';

type Level = 1 | 2;
const LevelContext = createContext<Level>(1);

/** Titles inside start at the second level: a detail beside its list. */
export const BelowTitle = ({ children }: { readonly children: ReactNode }) => (
  <LevelContext.Provider value={2}>{children}</LevelContext.Provider>
);

/** `depth` 0 is the title of the screen or detail, 1 a section in it, 2 a part of a section. */
export function Heading({
  depth,
  id,
  className,
  children,
}: {
  readonly depth: 0 | 1 | 2;
  readonly id?: string;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const Tag = `h${useContext(LevelContext) + depth}` as 'h1' | 'h2' | 'h3' | 'h4';
  return (
    <Tag id={id} className={classes(className)}>
      {children}
    </Tag>
  );
}
