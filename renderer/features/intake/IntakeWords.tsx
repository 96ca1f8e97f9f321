/**
 * The words of this screen. They are many, and come with it: with those of the first picture they would keep everybody waiting who does not
 * bring in files.
 */
import { type ReactNode, useMemo } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { addMessages } from '../../messages/index.ts';
import en from '../../messages/en/intakeScreen.ts';
import vi from '../../messages/vi/intakeScreen.ts';

addMessages(vi);
const words: Readonly<Record<'vi' | 'en', Readonly<Record<keyof typeof vi, string>>>> = { vi, en };

export function IntakeWords({ children }: { readonly children: ReactNode }) {
  const { locale, messages: before, onError } = useIntl();
  const messages = useMemo(() => ({ ...before, ...words[locale.startsWith('en') ? 'en' : 'vi'] }), [before, locale]);
  return (
    <IntlProvider locale={locale} messages={messages} onError={onError}>
      {children}
    </IntlProvider>
  );
}
