/** Connections: the first run, the token's banner, and what Settings show of them. */
export { KeyBanner } from './KeyBanner.tsx';
export { WritingBanner } from './WritingBanner.tsx';
export { Opening } from './Opening.tsx';
export { KeyForm } from './KeyForm.tsx';
export { connectionName, environmentWords, keyTones, keyWord } from './words.ts';
export { openConnection } from './openConnection.ts';
export { proxyFormFor } from './proxyFormFor.tsx';
export { isSaidAbove, onTheWay } from './obstacle.ts';
