/**
 * Who is at the desk: the lock screen and the button that brings it up. The profiles are in `OperatorSettings.tsx`, fetched with the
 * settings.
 */
export { Lock } from './Lock.tsx';
export { OperatorButton } from './OperatorButton.tsx';
