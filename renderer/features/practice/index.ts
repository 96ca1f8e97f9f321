/** The practice provider's switches. */
export { PracticeSettings } from './PracticeSettings.tsx';
