/** What each operator has used in the palette of late. Kept with the connection, whose records may be in it. */
import { z } from 'zod';
import { PaletteUse } from '../../contract/bridge.ts';
import type { Settings } from '../store/settings.ts';

/** So many are remembered of each. */
const most = 20;
const Kept = z.record(z.string(), z.array(PaletteUse));
const setting = 'paletteUses';

export interface PaletteUses {
  /** The newest first. */
  recent(): PaletteUse[];
  used(use: PaletteUse): void;
}

/** `operator`: who is at the desk, by name; where nobody is asked, all are one. */
export function paletteUsesOn(settings: Settings, operator: () => string | null): PaletteUses {
  const all = (): z.infer<typeof Kept> => settings.get(setting, Kept, {});
  const whose = (): string => operator() ?? '';
  const recent = (): PaletteUse[] => all()[whose()] ?? [];
  return {
    recent,
    used: (use) => {
      const others = recent().filter(({ id }) => id !== use.id);
      settings.note(setting, { ...all(), [whose()]: [use, ...others].slice(0, most) });
    },
  };
}
