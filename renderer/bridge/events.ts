/**
 * What the desk tells the page, fanned out here. One listener an event crosses the bridge, and stays. A listener that crosses and the
 * function that ends it hold each other from both sides: neither heap lets go of them, nor of the screen they belonged to.
 */
import type { EventName, EventOf } from '../../contract/bridge.ts';

type Listener = (payload: never) => void;
const heard = new Map<EventName, Set<Listener>>();

/** Answers the function that ends the subscription; ending it twice is no mistake. A listener that throws keeps no other from hearing. */
export function on<E extends EventName>(event: E, listener: (payload: EventOf<E>) => void): () => void {
  const listeners = heard.get(event) ?? across(event);
  // The same function may listen twice, and each of them ends by itself.
  const own: Listener = (payload: EventOf<E>) => listener(payload);
  listeners.add(own);
  return () => {
    listeners.delete(own);
  };
}

function across(event: EventName): Set<Listener> {
  const listeners = new Set<Listener>();
  heard.set(event, listeners);
  window.desk.on(event, (payload) => {
    // As they were when it was told: one that has ended meanwhile is not called any more, one that has come knows it already.
    for (const listener of Array.from(listeners)) if (listeners.has(listener)) call(listener, payload as never);
  });
  return listeners;
}

function call(listener: Listener, payload: never): void {
  try {
    listener(payload);
  } catch (cause) {
    // As the browser does with its own listeners: said, and in nobody's way.
    reportError(cause);
  }
}
