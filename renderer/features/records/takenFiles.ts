/** The files that were let go on a list or handed over by the system, until somebody has read what became of them. */
import { create } from 'zustand';
import type { DocumentKindName } from '../../../contract/documents/index.ts';
import { pluralOf } from '../../../contract/kinds/index.ts';
import type { ConnectionDesk } from '../../bridge/desk.ts';
import { takeIntoIntake } from '../../stores/intakes.ts';
import { go, placeNow } from '../../stores/place.ts';
import { type GivenFile, type MadeDrafts, type OfFile, draftsFromFiles } from '../files/draftsFromFiles.ts';

interface Taken {
  readonly made: MadeDrafts | null;
  readonly isBusy: boolean;
}
const nothing: Taken = { made: null, isBusy: false };
const useTaken = create<Taken>(() => nothing);

export const useTakenFiles = (): Taken => useTaken();
export const takenFilesRead = (): void => useTaken.setState(nothing);

/** One batch after the other. */
let before: Promise<unknown> = Promise.resolve();

/** Files become drafts, and it is said which did not and why. The only draft is opened; several are told of. Never rejects. */
export function takeFiles(desk: ConnectionDesk, kind: DocumentKindName, ofFile: OfFile, files: readonly GivenFile[]): Promise<void> {
  const turn = before.then(async () => {
    const from = placeNow();
    useTaken.setState({ made: { kind, of: files.length, drafts: [], left: [], piles: [] }, isBusy: true });
    const made = await draftsFromFiles(desk, kind, ofFile, files, (so) => useTaken.setState({ made: so }));
    const [only] = made.drafts;
    const isAlone = only !== undefined && made.drafts.length === 1 && made.piles.length === 0;
    const isOnlyPiles = made.drafts.length === 0 && made.piles.length > 0;
    if (made.piles.length > 0) void takeIntoIntake(desk, made.piles);
    useTaken.setState((isAlone || isOnlyPiles) && made.left.length === 0 && placeNow() === from ? nothing : { made, isBusy: false });
    // Whoever went on to something else meanwhile is not called away from it.
    if (isAlone && placeNow() === from) go({ screen: pluralOf(kind), view: 'form', draftId: only.id });
  });
  before = turn;
  return turn;
}
