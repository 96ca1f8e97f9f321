/** The key of the open connection: the vault's, or the one that the practice server gave out. */
import type { ConnectionId, KeyState } from '../../contract/connection.ts';
import type { PracticeProvider } from '../practice/index.ts';
import type { Vault } from '../vault/index.ts';

export interface SessionKey {
  /** SECURITY: for the provider's client alone. */
  readonly token: () => string | null;
  /** As in the vault. */
  readonly generation: () => number;
  readonly state: () => KeyState;
  /** There is a key that the provider has not refused. */
  readonly isUsable: () => boolean;
  readonly refuse: (generation: number) => void;
  readonly accept: () => void;
}

const usable = (state: KeyState): boolean => state === 'stored' || state === 'sessionOnly' || state === 'tooLong';

export const keyInVault = (vault: Vault, id: ConnectionId): SessionKey => ({
  token: () => vault.token(id),
  generation: () => vault.generation(id),
  state: () => vault.state(id),
  isUsable: () => usable(vault.state(id)),
  refuse: (generation) => vault.refuse(id, generation),
  accept: () => vault.accept(id),
});

/** Practice has no use for the keychain: its key lives as long as its server. `renew` resets it, as in the OMS. */
export function practiceKeyOf(practice: PracticeProvider): SessionKey & { readonly renew: () => void } {
  let { token } = practice;
  let generation = 1;
  let refused = false;
  const takeUp = (): void => {
    generation += 1;
    refused = false;
  };
  return {
    token: () => token,
    generation: () => generation,
    state: () => (refused ? 'refused' : 'stored'),
    isUsable: () => !refused,
    refuse: (of) => {
      if (of === generation) refused = true;
    },
    accept: () => {
      if (refused) takeUp();
    },
    renew: () => {
      token = practice.rotateToken();
      takeUp();
    },
  };
}
