/** Who is at the desk, and the way to let somebody else. */
import type { AppState } from '../../../contract/bridge.ts';
import { desk } from '../../bridge/desk.ts';
import { useText } from '../../messages/useText.ts';
import { readApp } from '../../stores/session.ts';
import { Button } from '../../ui/index.ts';

export function OperatorButton({ app }: { readonly app: AppState }) {
  const t = useText();
  if (app.operator === null) return null;
  const lock = async () => {
    await desk.call('operators.lock');
    await readApp();
  };
  return (
    <Button variant="quiet" shortcut="Ctrl+Shift+L" onPress={() => void lock()}>
      {t('operators.switch', { name: app.operator.name })}
    </Button>
  );
}
