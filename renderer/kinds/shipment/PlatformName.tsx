/** The marketplace's name as it writes itself; one that was never seen is shown as it is. */
import { useMeaning } from '../../features/documentForm/formWords.ts';

export function PlatformName({ platform }: { readonly platform: string | null | undefined }) {
  const meaning = useMeaning();
  return <>{platform === null || platform === undefined ? '' : (meaning(platform) ?? platform)}</>;
}
