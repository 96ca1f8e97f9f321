/**
 * What a document's label says against it. The wrong label on the right order is the dearest mistake of a packing table: it is asked
 * about, and who sends all the same is written down with it. A label that tells nothing speaks against nothing, and that is told.
 */
import type { DocumentKindName } from '../../contract/documents/index.ts';
import type { Finding, Mend } from '../../contract/findings.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { heldAgainstLabel } from '../../contract/labels.ts';
import type { LocalCopy } from './localCopy.ts';

type Body = Readonly<Record<string, unknown>>;

/** The file that a document has as its label, by its id. */
export function labelIn(kind: DocumentKindName, body: Body): string | null {
  const { onLabel, compared } = kindOf(kind);
  const file = onLabel === undefined || compared.label === undefined ? undefined : body[compared.label];
  return typeof file === 'object' && file !== null && 'file_id' in file && typeof file.file_id === 'string' ? file.file_id : null;
}

/** More buttons than these help nobody. */
const mostOffered = 3;

const finding = (
  severity: Finding['severity'],
  [path, problem]: readonly [path: string, problem: string],
  params: NonNullable<Finding['params']> = {},
  mends: Mend[] = [],
): Finding => ({ path, problem, ...(Object.keys(params).length > 0 ? { params } : {}), severity, mends });

export function labelFindings(kind: DocumentKindName, body: Body, local: Pick<LocalCopy, 'labelSays'>): Finding[] {
  const fileId = labelIn(kind, body);
  const { onLabel, compared } = kindOf(kind);
  if (fileId === null || onLabel === undefined || local.labelSays === undefined) return [];
  const path = compared.label ?? '';
  const says = local.labelSays(fileId);
  if (says === null) return [finding('tell', [path, 'labelNotRead'], { why: 'notYet' })];
  const { pages, trouble, legible, facts, disagrees, several } = says;
  const choose: Mend = { do: 'choose', path };
  if (several.length > 0) {
    const parcels = new Set(several.map(({ tracking }) => tracking)).size;
    return [finding('ask', [path, 'labelSeveral'], { count: parcels, pages }, [choose])];
  }
  const found = heldAgainstLabel(kind, body, says).flatMap(({ field, stands, value, candidates }): Finding[] => {
    if (stands === 'same') return [];
    const label = candidates.map((each) => each.value).join(', ');
    const take = candidates.slice(0, mostOffered).map((each): Mend => ({ do: 'set', path: field, value: each.value }));
    if (stands === 'empty') return [finding('tell', [field, 'labelTells'], { label }, take)];
    return [finding('ask', [field, 'labelSays'], { label, field: value }, [...take, choose])];
  });
  if (disagrees !== null) found.unshift(finding('ask', [onLabel.tracking, 'labelDisagrees'], { ...disagrees }, [choose]));
  if (legible === false) found.push(finding('ask', [path, 'labelFaint'], {}, [choose]));
  if (trouble !== null) return [...found, finding('tell', [path, 'labelNotRead'], { why: trouble })];
  if (Object.values(facts).every((candidates) => candidates.length === 0)) return [...found, finding('tell', [path, 'labelSilent'])];
  return pages > 1 ? [...found, finding('tell', [path, 'labelPages'], { pages })] : found;
}
