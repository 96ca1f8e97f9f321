/** Who is at the desk, and the way to let somebody else. */
import { ActionButton } from '../../actions/ActionButton.tsx';
import { lock } from './actions.ts';

export const OperatorButton = () => <ActionButton action={lock} subjects={[null]} isQuiet />;
