/**
 * Tells react-aria's parts, which have a few words of their own, the language of the desk. Around each of them, because none is in
 * the first load.
 */
import type { ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useIntl } from 'react-intl';

export const AriaLanguage = ({ children }: { readonly children: ReactNode }) => (
  <I18nProvider locale={useIntl().locale}>{children}</I18nProvider>
);
