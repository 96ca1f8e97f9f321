/** How something stands: badge, banner, empty list, wait, progress. */
import { type ReactNode, useId } from 'react';
import styles from './Status.module.css';
import { classes } from './classes.ts';

export type Tone = 'neutral' | 'info' | 'good' | 'warn' | 'bad';

/** One word of state. The word says it; the colour only helps. */
export const StatusBadge = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <span className={classes(styles.badge, styles[tone])}>{children}</span>
);

export interface BannerProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, at the end. */
  readonly actions?: ReactNode;
}

/** Something that concerns the whole screen. Bad ones are read out at once, the others when there is a pause. */
export function Banner({ tone, title, children, actions }: BannerProps) {
  return (
    <div className={classes(styles.banner, styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <div className={classes(styles.bannerText)}>
        <strong>{title}</strong>
        {children !== undefined && <div className={classes(styles.bannerBody)}>{children}</div>}
      </div>
      {actions !== undefined && <div className={classes(styles.actions)}>{actions}</div>}
    </div>
  );
}

/** Nothing here yet, and the next step. */
export const EmptyState = ({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) => (
  <div className={classes(styles.empty)}>
    <p className={classes(styles.emptyTitle)}>{title}</p>
    {children !== undefined && <div className={classes(styles.emptyBody)}>{children}</div>}
    {action !== undefined && <div className={classes(styles.actions)}>{action}</div>}
  </div>
);

export const Spinner = ({ label }: { readonly label: string }) => (
  <span className={classes(styles.spinner)} role="status">
    <span className={classes(styles.wheel)} aria-hidden="true" />
    {label}
  </span>
);

export interface ProgressBarProps {
  readonly label: string;
  /** Done so far and in all, in the same unit (bytes, steps, calls); `max` 0 means not known yet. */
  readonly value: number;
  readonly max: number;
  /** Said instead of the percentage: "3 of 26". */
  readonly valueText?: string;
}

export function ProgressBar({ label, value, max, valueText }: ProgressBarProps) {
  const id = useId();
  const share = max > 0 ? Math.min(1, value / max) : 0;
  const text = valueText ?? `${Math.round(share * 100)} %`;
  return (
    <div className={classes(styles.progress)}>
      <span id={id} className={classes(styles.progressLabel)}>
        {label}
      </span>
      <span className={classes(styles.progressValue)} aria-hidden="true">
        {text}
      </span>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={max > 0 ? Math.round(share * 100) : undefined}
        aria-valuetext={text}
        className={classes(styles.track)}
      >
        <div className={classes(styles.fill)} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  );
}
