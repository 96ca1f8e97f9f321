/** What became of many histories, in figures. */
export interface Tally {
  histories: number;
  documents: number;
  /** Histories with a document that has more records than one and a person's word allow. */
  broken: number;
  /** Histories in which something was confirmed that is not there, or is another's. */
  wronglyConfirmed: number;
  /** Histories with a row that waits for nothing and nobody. */
  stuck: number;
  /** Documents that needed a person. */
  askedAPerson: number;
  /** Of those, at providers whose lists work. */
  askedInVain: number;
  /** Histories with errors inside the desk. */
  trouble: number;
  /** For each position of each switch: how many histories had it, and what became of them. `none`: a provider as one hopes. */
  readonly switches: Record<string, { histories: number; broken: number; documents: number; askedAPerson: number }>;
  /** What broke, in sentences; the first few. */
  readonly told: string[];
}

export const emptyTally = (): Tally => ({
  histories: 0,
  documents: 0,
  broken: 0,
  wronglyConfirmed: 0,
  stuck: 0,
  askedAPerson: 0,
  askedInVain: 0,
  trouble: 0,
  switches: {},
  told: [],
});

export function addTo(sum: Tally, part: Tally): void {
  for (const name of ['histories', 'documents', 'broken', 'wronglyConfirmed', 'stuck', 'askedAPerson', 'askedInVain', 'trouble'] as const)
    sum[name] += part[name];
  for (const [name, each] of Object.entries(part.switches)) {
    const whole = (sum.switches[name] ??= { histories: 0, broken: 0, documents: 0, askedAPerson: 0 });
    for (const figure of ['histories', 'broken', 'documents', 'askedAPerson'] as const) whole[figure] += each[figure];
  }
}
