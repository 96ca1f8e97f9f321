/** What a verb answers about an intake, asked again when that intake changed. */
import { useEffect } from 'react';
import type { IntakeId } from '../../../contract/intake.ts';
import type { RequestOf } from '../../../contract/bridge.ts';
import type { VerbOfConnection } from '../../bridge/desk.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { type VerbState, useVerb } from '../../bridge/useVerb.ts';

type IntakeQuestion = Extract<VerbOfConnection, `intake.${string}`>;

export function useIntakeVerb<V extends IntakeQuestion>(verb: V, id: IntakeId, request: RequestOf<V> | null): VerbState<V> {
  const desk = useDesk();
  const state = useVerb(verb, request, { keepsPrevious: true });
  const { reload } = state;
  useEffect(
    () =>
      desk.on('intake.changed', (change) => {
        if (change.id === id) reload();
      }),
    [desk, id, reload],
  );
  return state;
}
