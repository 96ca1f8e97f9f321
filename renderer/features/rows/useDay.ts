/** The day that it is in the warehouses: the same until it is midnight there. */
import { dayBegins } from '../../../contract/vietnamTime.ts';
import { useNow } from '../../ui/index.ts';

/** Unix seconds of its beginning. */
export const useDay = (): number => dayBegins(useNow(60_000));
