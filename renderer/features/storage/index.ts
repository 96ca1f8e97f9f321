/** What is wrong with the desk's own files and clock (page). */
export { DeskTrouble } from './DeskTrouble.tsx';
