/** Who is at the desk, and the way to let somebody else. */
import { desk } from '../../bridge/desk.ts';
import { useText } from '../../messages/useText.ts';
import { readApp, useAppPart } from '../../stores/session.ts';
import { Button } from '../../ui/index.ts';

export function OperatorButton() {
  const t = useText();
  const operator = useAppPart((app) => app.operator);
  if (operator === null) return null;
  const lock = async () => {
    await desk.call('operators.lock');
    await readApp();
  };
  return (
    <Button variant="quiet" shortcut="Ctrl+Shift+L" onPress={() => void lock()}>
      {t('operators.switch', { name: operator.name })}
    </Button>
  );
}
