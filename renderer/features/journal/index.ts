/** The journal and the support bundle on screen (page). */
export { JournalScreen } from './JournalScreen.tsx';
export { SupportSettings } from './SupportSettings.tsx';
