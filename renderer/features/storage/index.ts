/** What is wrong with the desk's own files and clock (page). */
export { CopyNotice } from './CopyNotice.tsx';
export { DeskTrouble } from './DeskTrouble.tsx';
