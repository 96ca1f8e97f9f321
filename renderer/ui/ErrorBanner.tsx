/** An error in words with its next step and, where there is one, the log id that the provider's support asks for. */
import { type ReactNode, createContext, useContext } from 'react';
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
  /** The name of a field's path: then the problems of single fields are listed too, for places that have no fields. */
  readonly fieldLabel?: (path: string) => string;
}

/** What can be done about an error wherever it is shown, beside what the place itself offers: a proxy's name can be typed. */
const ErrorActs = createContext<(error: DeskError) => ReactNode>(() => null);
export const ErrorActsProvider = ErrorActs.Provider;

export function ErrorBanner({ error, actions, tone = 'bad', fieldLabel }: ErrorBannerProps) {
  const t = useText();
  const { title, next, support } = useErrorText()(error);
  const problemText = useProblemText();
  const acts = useContext(ErrorActs)(error);
  const all =
    acts === null ? (
      actions
    ) : (
      <>
        {acts}
        {actions}
      </>
    );
  return (
    <Banner tone={tone} title={title} actions={all}>
      <p>{next}</p>
      {fieldLabel !== undefined && error.fields !== undefined && error.fields.length > 0 && (
        <ul>
          {error.fields.map((field, index) => (
            <li key={`${index}-${field.path}`}>
              {field.path !== '' && <strong>{fieldLabel(field.path)}: </strong>}
              {problemText(field)}
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
