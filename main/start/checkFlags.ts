/** The command line of a check without a window: `--headless --check FILE… [--catalogue FILE] --report FILE`. */
import { resolve } from 'node:path';

export interface CheckAsked {
  readonly files: readonly string[];
  /** A list of products; `null`: those of the connection that was open last. */
  readonly catalogue: string | null;
  readonly report: string;
  /** For sheets that do not say them. */
  readonly given: Readonly<Partial<Record<'warehouse' | 'platform', string>>>;
}

export const checkUsage = `  --headless --check FILE…    read these files of orders, products, purchase orders and labels as the desk would, send nothing:
                              0 when all were read, 2 when one could not be
    --report FILE             where what was found is written, as JSON
    --catalogue FILE          products to look SKUs up in, as JSON [{sku, barcode, oasin, name}]; without it those of the
                              connection that was open last (nothing is written there, and an open desk is not disturbed)
    --warehouse CODE          the warehouse of sheets that name none
    --platform NAME           the marketplace of sheets that name none`;

const withValue = ['catalogue', 'report', 'warehouse', 'platform', 'user-data-dir', 'lang'] as const;
type Named = (typeof withValue)[number];

/** Whether the desk was started for a check, and not for a person. */
export const isCheck = (argv: readonly string[]): boolean => argv.some((arg) => arg === '--check' || arg.startsWith('--check='));

/**
 * What is to be checked; a text says what is wrong with the command line. Flags that are none of ours are Chromium's and left alone.
 *
 * @param args without the program, and without the app's folder.
 */
export function checkAsked(args: readonly string[], cwd: string): CheckAsked | string {
  const values: Partial<Record<Named, string>> = {};
  const files: string[] = [];
  let isFile = false;
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    if (arg === '--' && !isFile) {
      isFile = true;
      continue;
    }
    if (isFile || !arg.startsWith('--')) {
      files.push(arg);
      continue;
    }
    const [, name = '', joined] = /^--([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (name === 'check' && joined !== undefined) files.push(joined);
    const known = withValue.find((each) => each === name);
    if (known === undefined) continue;
    if (joined === undefined) at += 1;
    const value = joined ?? args[at];
    if (value === undefined || value === '') return `--${name} needs a value`;
    values[known] = value;
  }
  if (files.length === 0) return '--check needs at least one file';
  if (values.report === undefined) return '--check needs --report FILE';
  const { catalogue, report, warehouse, platform } = values;
  return {
    files: files.map((file) => resolve(cwd, file)),
    catalogue: catalogue === undefined ? null : resolve(cwd, catalogue),
    report: resolve(cwd, report),
    given: { ...(warehouse === undefined ? {} : { warehouse }), ...(platform === undefined ? {} : { platform }) },
  };
}
