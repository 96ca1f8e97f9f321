/** The document that was sent last from a form, so that the next screen can say what becomes of it. */
import { create } from 'zustand';
import type { OutboxId } from '../../contract/outbox.ts';

const useSent = create<{ readonly id: OutboxId | null }>(() => ({ id: null }));

export const useJustSent = (): OutboxId | null => useSent((sent) => sent.id);
/** `null`: it has been seen, or another connection is open. */
export const sentNow = (id: OutboxId | null): void => useSent.setState({ id });
