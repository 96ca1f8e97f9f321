/** The returns on screen (page). */
export { ReturnsScreen } from './ReturnsScreen.tsx';
