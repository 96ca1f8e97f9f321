/** What the themes are called. */
import type { Theme } from '../../contract/bridge.ts';
import type { MessageId } from '../messages/index.ts';

export const themeWords: Readonly<Record<Theme, MessageId>> = {
  system: 'shell.theme.system',
  light: 'shell.theme.light',
  dark: 'shell.theme.dark',
};
