/** How a form is laid out: sections of rows of fields, and the bar that is always in sight. */
import { type ReactNode, useId } from 'react';
import { Heading } from './Heading.tsx';
import styles from './FormLayout.module.css';
import { classes } from './classes.ts';

/** One part of a form or a detail. `aside` stands right of the title: a count, a button. */
export function Section({ title, children, aside }: { readonly title: string; readonly children: ReactNode; readonly aside?: ReactNode }) {
  const id = useId();
  return (
    <section className={classes(styles.section)} aria-labelledby={id}>
      <header className={classes(styles.sectionHead)}>
        <Heading depth={1} id={id} className={styles.sectionTitle}>
          {title}
        </Heading>
        {aside !== undefined && <div className={classes(styles.aside)}>{aside}</div>}
      </header>
      {children}
    </section>
  );
}

/** Fields side by side, as many as fit; `columns` 1 to 4 is how many at most. */
export function FieldRow({ children, columns = 2 }: { readonly children: ReactNode; readonly columns?: 1 | 2 | 3 | 4 }) {
  return (
    <div className={classes(styles.fieldRow)} data-columns={columns}>
      {children}
    </div>
  );
}

/** The end of a form, sticky at the bottom: save, check, send. */
export function FormBar({ children }: { readonly children: ReactNode }) {
  return <div className={classes(styles.bar)}>{children}</div>;
}
