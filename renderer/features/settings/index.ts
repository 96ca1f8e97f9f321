/** Settings on screen, loaded when first opened. */
export { SettingsScreen } from './SettingsScreen.tsx';
