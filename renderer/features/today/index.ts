/** The day at a glance (page). */
export { TodayScreen } from './TodayScreen.tsx';
