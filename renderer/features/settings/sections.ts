/** What the parts of the settings are called. */
import type { MessageId } from '../../messages/index.ts';
import type { SettingsSection } from '../../stores/place.ts';

export const sectionWords: Readonly<Record<SettingsSection, MessageId>> = {
  connection: 'settings.connection',
  calls: 'settings.calls',
  profile: 'settings.profile',
  practice: 'settings.practice',
  operators: 'operators.settings',
  journal: 'journal.title',
  storage: 'storage.title',
  watched: 'watched.title',
  support: 'support.title',
  printing: 'printing.settings',
  appearance: 'settings.appearance',
  about: 'settings.about',
};
