/** The practice provider's switches (page). */
export { PracticeSettings } from './PracticeSettings.tsx';
