/** Why an action cannot be done, beside its button; nothing while it can, or while there is no button. */
import type { Action } from './action.ts';
import { useSituation } from './useSituation.ts';

export function ReasonWhyNot<S>({
  action,
  subject,
  className,
}: {
  readonly action: Action<S>;
  readonly subject: S;
  readonly className?: string;
}) {
  const situation = useSituation(60_000);
  const reason = action.isHiddenWhenNot === true ? null : (action.whyNot?.(subject, situation) ?? null);
  return reason === null ? null : <span className={className}>{reason}</span>;
}
