/** The names of stock levels; one that was never seen is shown as it is. */
import { isMessageId } from '../../messages/index.ts';
import { useText } from '../../messages/useText.ts';

export function useLevelName(): (level: string | null) => string {
  const t = useText();
  return (level) => {
    const id = `products.level.${level ?? ''}`;
    return isMessageId(id) ? t(id) : (level ?? '');
  };
}
