/** What is wrong with the desk's own files and clock. */
export { CopyNotice } from './CopyNotice.tsx';
export { DeskTrouble } from './DeskTrouble.tsx';
