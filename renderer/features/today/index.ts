/** The day at a glance. */
export { TodayScreen } from './TodayScreen.tsx';
