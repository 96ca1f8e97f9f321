/** The actions that the screen offers just now, with what they would be done to: a palette starts them as their buttons do. */
import { useEffect, useRef } from 'react';
import { keyedActions } from '../ui/shortcuts.ts';

export interface AtHand {
  /** As its button says it, with its subject's name where it has one. */
  readonly label: string | null;
  /** Why it cannot be done, in words; `null` while it can. */
  readonly whyNot: string | null;
  readonly start: () => void;
}

interface Offer {
  readonly id: string;
  readonly now: () => AtHand;
}

const offers: Offer[] = [];

/** Offered while its component is on screen; `null`: it is not. */
export function useAtHand(id: string, offer: AtHand | null): void {
  const latest = useRef(offer);
  useEffect(() => {
    latest.current = offer;
  });
  const isOffered = offer !== null;
  useEffect(() => {
    if (!isOffered) return undefined;
    const mine: Offer = { id, now: () => latest.current as AtHand };
    offers.push(mine);
    return () => void offers.splice(offers.indexOf(mine), 1);
  }, [id, isOffered]);
}

/** By the ids of their actions. Of several the newest that can be done; where none can, the newest says why. */
export function actionsAtHand(): ReadonlyMap<string, AtHand> {
  const found = new Map<string, AtHand>();
  const keyed = [...keyedActions()].map(([id, start]) => [id, { label: null, whyNot: null, start }] as const);
  for (const { id, now } of offers) {
    const offer = now();
    if (offer.whyNot === null || found.get(id)?.whyNot !== null) found.set(id, offer);
  }
  // What a screen does itself has a key and no button of its own.
  return new Map([...keyed, ...found]);
}
