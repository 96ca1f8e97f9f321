/** The returns on screen. */
export { ReturnsScreen } from './ReturnsScreen.tsx';
