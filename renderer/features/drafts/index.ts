/** The drafts on screen (page). */
export { DraftsScreen } from './DraftsScreen.tsx';
