/** The settings, one tab a subject. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/useText.ts';
import { type SettingsSection, go, settingsSections, usePlace } from '../../stores/place.ts';
import { useSessionPart } from '../../stores/session.ts';
import { Tabs, Toolbar } from '../../ui/index.ts';
import { JournalScreen, SupportSettings } from '../journal/index.ts';
import { WatchedSettings } from '../intake/WatchedSettings.tsx';
import { OperatorSettings } from '../operators/OperatorSettings.tsx';
import { PracticeSettings } from '../practice/index.ts';
import { PrintingSettings } from '../printing/PrintingSettings.tsx';
import { StorageSettings } from '../storage/StorageSettings.tsx';
import { AboutSettings } from './AboutSettings.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { CallSettings } from './CallSettings.tsx';
import { ConnectionSettings } from './ConnectionSettings.tsx';
import { ProfileSettings } from './ProfileSettings.tsx';
import { sectionWords } from './sections.ts';

const screens: Readonly<Record<SettingsSection, () => ReactNode>> = {
  connection: () => <ConnectionSettings />,
  calls: () => <CallSettings />,
  profile: () => <ProfileSettings />,
  practice: () => <PracticeSettings />,
  operators: () => <OperatorSettings />,
  journal: () => <JournalScreen />,
  storage: () => <StorageSettings />,
  watched: () => <WatchedSettings />,
  support: () => <SupportSettings />,
  printing: () => <PrintingSettings />,
  appearance: () => <AppearanceSettings />,
  about: () => <AboutSettings />,
};

export function SettingsScreen() {
  const t = useText();
  const place = usePlace();
  const isPractice = useSessionPart((session) => session.connection.environment) === 'practice';
  const shown = settingsSections.filter((each) => each !== 'practice' || isPractice);
  const wanted = place.screen === 'settings' ? place.section : undefined;
  const selected = shown.find((each) => each === wanted) ?? 'connection';
  return (
    <>
      <Toolbar title={t('shell.nav.settings')} />
      <Tabs
        label={t('shell.nav.settings')}
        items={shown.map((each) => ({ key: each, label: t(sectionWords[each]), content: screens[each]() }))}
        selected={selected}
        onSelect={(section) => go({ screen: 'settings', section }, { replace: true })}
      />
    </>
  );
}
