/** The returns on screen. */
export { returnView } from './ReturnsScreen.tsx';
