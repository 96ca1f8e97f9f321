/** Settings on screen (page), loaded when first opened. */
export { SettingsScreen } from './SettingsScreen.tsx';
