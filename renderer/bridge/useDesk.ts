/** The desk as the screens of one connection have it: they were drawn for that connection, and ask about no other. */
import { createContext, useContext } from 'react';
import type { ConnectionDesk } from './desk.ts';

const DeskContext = createContext<ConnectionDesk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): ConnectionDesk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error('a screen of a connection outside of its shell');
  return desk;
}
