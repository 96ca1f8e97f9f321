/** The intakes: what was dropped in one go and waits, is read, or is being sent. */
import { create } from 'zustand';
import type { DeskError, Outcome } from '../../contract/errors.ts';
import type { Intake, IntakeId, IntakeStage } from '../../contract/intake.ts';
import type { SavedFile } from '../../contract/journal.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';
import { go, placeNow } from './place.ts';

interface Intakes {
  /** Newest first. */
  readonly intakes: readonly Intake[];
  readonly isLoaded: boolean;
  readonly error: DeskError | null;
  /** Files that were let go and are being copied: their names. */
  readonly taking: readonly string[];
  /** The last files that were not taken, and why. */
  readonly refused: { readonly names: readonly string[]; readonly error: DeskError } | null;
  /** The last template or report that was asked for, until it was seen. */
  readonly saved: Outcome<SavedFile> | null;
}

const empty: Intakes = { intakes: [], isLoaded: false, error: null, taking: [], refused: null, saved: null };
const useStore = create<Intakes>(() => empty);

export const useIntakes = (): Intakes => useStore();
export const useIntake = (id: string | undefined): Intake | null =>
  useStore(({ intakes }) => intakes.find((each) => each.id === id) ?? null);
/** Something of it is to be said above the screen. */
export const useHasIntakeNews = (): boolean =>
  useStore(({ taking, refused, saved }) => taking.length > 0 || refused !== null || saved !== null);
export const intakeNewsRead = (): void => useStore.setState({ refused: null, saved: null });
export const intakeSaved = (saved: Outcome<SavedFile>): void => useStore.setState({ saved });

const waiting: readonly IntakeStage[] = ['needsMapping', 'ready', 'paused', 'failed'];
/** A pile alone whose labels all came to drafts asks for nothing more. */
const isSettled = ({ stage, counts, labels, labelsBeside }: Intake): boolean =>
  stage === 'ready' &&
  labelsBeside.drafts > 0 &&
  counts.new + counts.changed + counts.ask + counts.error + counts.there + counts.aside === 0 &&
  labels.ask + labels.stranger + labels.duplicate + labels.unreadable === 0;
/** They go on by a person's word only. */
export const useWaitingIntakes = (): number | null =>
  useStore(({ intakes, isLoaded }) =>
    isLoaded ? intakes.filter((each) => waiting.includes(each.stage) && !isSettled(each)).length : null,
  );

const running: readonly IntakeStage[] = ['reading', 'checking', 'sending', 'paused'];
/** The newest that something is done with just now. */
export const useRunningIntake = (): Intake | null =>
  useStore(({ intakes }) => intakes.find(({ stage }) => running.includes(stage)) ?? null);

const put = (intake: Intake): void =>
  useStore.setState(({ intakes }) => ({
    intakes: [intake, ...intakes.filter(({ id }) => id !== intake.id)].toSorted((one, other) => other.madeAt - one.madeAt),
  }));
/** What a verb answered. */
export const intakeChanged = (outcome: Outcome<Intake>): DeskError | null => {
  if (!outcome.ok) return outcome.error;
  put(outcome.value);
  return null;
};

/** Counts the readings, NOTE(late-answer). */
let readings = 0;

export async function readIntakes(desk: ConnectionDesk): Promise<void> {
  const number = ++readings;
  const outcome = await desk.call('intake.list');
  if (number !== readings) return;
  useStore.setState(outcome.ok ? { intakes: outcome.value, error: null, isLoaded: true } : { error: outcome.error });
}

export function followIntakes(desk: ConnectionDesk): () => void {
  useStore.setState(empty);
  let isOver = false;
  const asked = new Set<IntakeId>();
  const again = new Set<IntakeId>();
  const read = async (id: IntakeId): Promise<void> => {
    if (asked.has(id)) return void again.add(id);
    asked.add(id);
    const outcome = await desk.call('intake.get', { id });
    asked.delete(id);
    if (isOver) return;
    if (outcome.ok) put(outcome.value);
    else useStore.setState(({ intakes }) => ({ intakes: intakes.filter((each) => each.id !== id) }));
    if (again.delete(id)) await read(id);
  };
  const end = desk.on('intake.changed', ({ id }) => void read(id));
  void readIntakes(desk);
  return () => {
    isOver = true;
    readings += 1;
    end();
  };
}

/**
 * Files that were let go or chosen become an intake, which is shown; or (`into`) a part of one. While they are copied, and where they are
 * not taken, that is said above every screen.
 */
export async function takeIntoIntake(desk: ConnectionDesk, files: readonly File[], into: IntakeId | null = null): Promise<void> {
  if (files.length === 0) return;
  const from = placeNow();
  const names = files.map(({ name }) => name);
  useStore.setState(({ taking }) => ({ taking: [...taking, ...names], refused: null }));
  const outcome = await desk.beginIntake(files, into);
  useStore.setState(({ taking }) => ({ taking: taking.toSpliced(taking.indexOf(names[0] ?? ''), names.length) }));
  if (!outcome.ok) return useStore.setState({ refused: { names, error: outcome.error } });
  put(outcome.value);
  // Whoever went on to something else meanwhile is not called away from it: the strip below says that it is there.
  if (placeNow() === from) go({ screen: 'intake', id: outcome.value.id });
}

const labels = /\.(?:pdf|png|jpe?g|webp)$/iu;
const papers = /\.docx?$/iu;
/** More labels than this are a pile, which is matched with orders; up to so many become drafts. */
const mostDrafts = 20;

/**
 * What files mean that are let go on a list. Rows (a spreadsheet, CSV), a ZIP and a folder are an intake, with all that is dropped
 * together with them; so is a pile of labels. `makesDrafts`: the list makes a draft of each file; `ofLabels`: of each label.
 */
export const isForIntake = (
  names: readonly string[],
  { makesDrafts, ofLabels }: { readonly makesDrafts: boolean; readonly ofLabels: boolean },
): boolean => {
  const others = names.filter((name) => !labels.test(name) && !papers.test(name));
  return others.length > 0 || !makesDrafts || (ofLabels && names.length > mostDrafts);
};
