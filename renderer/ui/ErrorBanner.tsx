/** An error in words with its next step and, where there is one, the log id that the provider's support asks for (page). */
import type { ReactNode } from 'react';
import type { DeskError } from '../../contract/errors.ts';
import { useErrorText, useProblemText } from '../messages/useErrorText.ts';
import { useText } from '../messages/useText.ts';
import { CopyText } from './Facts.tsx';
import { Banner, type Tone } from './Status.tsx';

export interface ErrorBannerProps {
  readonly error: DeskError;
  readonly actions?: ReactNode;
  /** Default `bad`. */
  readonly tone?: Tone;
  /** Also lists the problems of single fields, for places that have no fields. */
  readonly showsFields?: boolean;
}

export function ErrorBanner({ error, actions, tone = 'bad', showsFields = false }: ErrorBannerProps) {
  const t = useText();
  const { title, next, support } = useErrorText()(error);
  const problemText = useProblemText();
  return (
    <Banner tone={tone} title={title} actions={actions}>
      <p>{next}</p>
      {showsFields && error.fields !== undefined && error.fields.length > 0 && (
        <ul>
          {error.fields.map((field, index) => (
            <li key={`${index}-${field.path}`}>
              {field.path === '' ? '' : <code>{field.path}</code>} {problemText(field)}
            </li>
          ))}
        </ul>
      )}
      {support !== undefined && (
        <p>
          {t('ui.support')} <CopyText text={support} />
        </p>
      )}
    </Banner>
  );
}
