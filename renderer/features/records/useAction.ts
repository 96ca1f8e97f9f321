/** Acting on a record that exists: cancel, assign, deactivate go into the outbox, which looks first and then acts. */
import { useState } from 'react';
import type { ActionKindName } from '../../../contract/documents/index.ts';
import type { DeskError } from '../../../contract/errors.ts';
import type { OutboxItem } from '../../../contract/outbox.ts';
import { useDesk } from '../../bridge/useDesk.ts';
import { useOutbox } from '../../stores/outboxStore.ts';

export interface Action {
  /** The row of the outbox in which this is under way, or `null`. */
  readonly pending: OutboxItem | null;
  readonly error: DeskError | null;
  readonly act: (body: Record<string, string | string[]>) => void;
}

/** `code` is what is acted on: its natural key in the outbox. */
export function useAction(kind: ActionKindName, code: string): Action {
  const desk = useDesk();
  const { items } = useOutbox();
  const [error, setError] = useState<DeskError | null>(null);
  const pending =
    items.find((item) => item.kind === kind && item.naturalKey === code && item.state !== 'confirmed' && item.state !== 'rejected') ?? null;
  return {
    pending,
    error,
    act: (body) => {
      setError(null);
      void desk.call('outbox.act', { kind, body }).then((outcome) => {
        if (!outcome.ok) setError(outcome.error);
      });
    },
  };
}
