/** Files that are let go on no list: rows and piles are an intake, a label alone begins a shipment, as one that is handed over does. */
import { kindNames } from '../../contract/kinds/index.ts';
import type { ConnectionDesk } from '../bridge/desk.ts';
import { given } from '../features/files/draftsFromFiles.ts';
import { takeFiles } from '../features/records/takenFiles.ts';
import { viewOf } from '../kinds/index.ts';
import { isForIntake, takeIntoIntake } from '../stores/intakes.ts';

const labels = kindNames.flatMap((kind) => {
  const { ofFile } = viewOf(kind);
  return ofFile?.place === 'waybill' ? [{ kind, ofFile }] : [];
});

export function takeAnywhere(desk: ConnectionDesk, files: readonly File[], how: 'given' | 'pasted'): void {
  const [taker] = labels;
  const isPile = isForIntake(
    files.map(({ name }) => name),
    { makesDrafts: taker !== undefined, ofLabels: true },
  );
  if (taker === undefined || (isPile && how === 'given')) void takeIntoIntake(desk, files);
  else void takeFiles(desk, taker.kind, taker.ofFile, given(desk, files, how));
}
