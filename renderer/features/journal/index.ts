/** The journal and the support bundle on screen. */
export { JournalScreen } from './JournalScreen.tsx';
export { SupportSettings } from './SupportSettings.tsx';
