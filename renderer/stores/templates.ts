/** The templates of the connection, and whether they are on the screen. */
import { create } from 'zustand';
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { DeskError } from '../../contract/errors.ts';
import type { DraftBody } from '../../contract/outbox.ts';
import type { TemplateSummary } from '../../contract/templates.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';

/** A form whose contents can be kept. */
export interface FormToKeep {
  readonly kind: DocumentKindName;
  readonly body: () => DraftBody;
}

interface Templates {
  readonly templates: readonly TemplateSummary[];
  readonly error: DeskError | null;
  /** Those of one kind are shown, or of all; `false`: they are not on the screen. */
  readonly shown: DocumentKindName | 'all' | false;
}

const empty: Templates = { templates: [], error: null, shown: false };
const useStore = create<Templates>(() => empty);

export const useTemplates = (): Templates => useStore();
export const templatesNow = (): Templates => useStore.getState();
export const showTemplates = (shown: Templates['shown']): void => useStore.setState({ shown });

/** Counts the readings: only the newest one is shown, NOTE(late-answer). */
let readings = 0;

export async function readTemplates(desk: ConnectionDesk): Promise<void> {
  const number = ++readings;
  const outcome = await desk.call('templates.list');
  if (number !== readings) return;
  useStore.setState(outcome.ok ? { templates: outcome.value, error: null } : { error: outcome.error });
}

export function followTemplates(desk: ConnectionDesk): void {
  useStore.setState(empty);
  void readTemplates(desk);
}
