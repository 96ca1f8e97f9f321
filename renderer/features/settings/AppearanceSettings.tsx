/** Language and theme, the scanners, and what the desk speaks up for. */
import { noticeGroups } from '../../../contract/notices.ts';
import { languages, setLanguage, setNotices, setScanner, setTheme, themes } from '../../stores/appearance.ts';
import { useText } from '../../messages/useText.ts';
import { useApp } from '../../stores/session.ts';
import { Checkbox, FieldRow, Section, Select, TextField } from '../../ui/index.ts';
import { classes } from '../../ui/classes.ts';
import styles from './settings.module.css';

export function AppearanceSettings() {
  const t = useText();
  const app = useApp();
  if (app === null) return null;
  return (
    <div className={classes(styles.page)}>
      <FieldRow>
        <Select
          label={t('shell.language')}
          value={app.language}
          options={languages.map((value) => ({ value, label: t(`shell.language.${value}`) }))}
          onChange={(language) => void setLanguage(language)}
        />
        <Select
          label={t('shell.theme')}
          value={app.theme}
          options={themes.map((value) => ({ value, label: t(`shell.theme.${value}`) }))}
          onChange={(theme) => void setTheme(theme)}
        />
      </FieldRow>
      <p className={classes(styles.soft)}>{t('settings.appearance.zoom')}</p>
      <Section title={t('settings.scanner.title')}>
        <FieldRow>
          <TextField
            label={t('settings.scanner.prefix')}
            hint={t('settings.scanner.hint')}
            value={app.scanner.prefix}
            onChange={(prefix) => void setScanner({ ...app.scanner, prefix: prefix.slice(0, 8) })}
          />
          <Checkbox
            label={t('settings.scanner.sound')}
            value={app.scanner.sound}
            onChange={(sound) => void setScanner({ ...app.scanner, sound })}
          />
        </FieldRow>
      </Section>
      <Section title={t('settings.notices.title')}>
        <p className={classes(styles.soft)}>{t('settings.notices.hint')}</p>
        {noticeGroups.map((group) => (
          <Checkbox
            key={group}
            label={t(`settings.notices.${group}`)}
            value={app.notices[group]}
            onChange={(isOn) => void setNotices({ ...app.notices, [group]: isOn })}
          />
        ))}
      </Section>
    </div>
  );
}
