/** The settings, one tab a subject. */
import type { ReactNode } from 'react';
import type { MessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';
import { type SettingsSection, go, usePlace } from '../../stores/place.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Tabs, Toolbar } from '../../ui/index.ts';
import { JournalScreen, SupportSettings } from '../journal/index.ts';
import { OperatorSettings } from '../operators/OperatorSettings.tsx';
import { PracticeSettings } from '../practice/index.ts';
import { StorageSettings } from '../storage/StorageSettings.tsx';
import { AboutSettings } from './AboutSettings.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { CallSettings } from './CallSettings.tsx';
import { ConnectionSettings } from './ConnectionSettings.tsx';
import { ProfileSettings } from './ProfileSettings.tsx';

const sections: readonly { readonly key: SettingsSection; readonly label: MessageId; readonly render: () => ReactNode }[] = [
  { key: 'connection', label: 'settings.connection', render: () => <ConnectionSettings /> },
  { key: 'calls', label: 'settings.calls', render: () => <CallSettings /> },
  { key: 'profile', label: 'settings.profile', render: () => <ProfileSettings /> },
  { key: 'practice', label: 'settings.practice', render: () => <PracticeSettings /> },
  { key: 'operators', label: 'operators.settings', render: () => <OperatorSettings /> },
  { key: 'journal', label: 'journal.title', render: () => <JournalScreen /> },
  { key: 'storage', label: 'storage.title', render: () => <StorageSettings /> },
  { key: 'support', label: 'support.title', render: () => <SupportSettings /> },
  { key: 'appearance', label: 'settings.appearance', render: () => <AppearanceSettings /> },
  { key: 'about', label: 'settings.about', render: () => <AboutSettings /> },
];

export function SettingsScreen() {
  const t = useText();
  const place = usePlace();
  const isPractice = useSessionPart((session) => session.connection.environment) === 'practice';
  const shown = sections.filter((each) => each.key !== 'practice' || isPractice);
  const wanted = place.screen === 'settings' ? place.section : undefined;
  const selected = shown.find((each) => each.key === wanted)?.key ?? 'connection';
  return (
    <>
      <Toolbar title={t('shell.nav.settings')} />
      <Tabs
        label={t('shell.nav.settings')}
        items={shown.map((each) => ({ key: each.key, label: t(each.label), content: each.render() }))}
        selected={selected}
        onSelect={(section) => go({ screen: 'settings', section }, { replace: true })}
      />
    </>
  );
}
