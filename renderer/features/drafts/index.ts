/** The drafts on screen. */
export { DraftsScreen } from './DraftsScreen.tsx';
