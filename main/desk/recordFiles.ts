/** The files that records point to, fetched from the provider and kept by the desk. */
import type { FileRef } from '../../contract/documents/index.ts';
import { DeskFailure } from '../../contract/errors.ts';
import type { RecordKind } from '../../contract/records.ts';
import type { Files } from '../files/index.ts';
import type { Onflow } from '../onflow/client.ts';
import type { Catalogue } from '../store/catalogue.ts';
import type { FileRows } from '../store/fileRows.ts';

interface RecordFilesParts {
  readonly onflow: Onflow;
  readonly files: Files;
  readonly catalogue: Pick<Catalogue, 'get'>;
  readonly fileRows: Pick<FileRows, 'fileAt'>;
}

export interface RecordFiles {
  /** The PO's bill, fetched and kept. @throws DeskFailure as the client's calls, and as `Files.keep` */
  bill(code: string): Promise<FileRef>;
  /** A file that a record points to, by the path of its field. @throws DeskFailure `notFound`, and as above */
  ofRecord(kind: RecordKind, code: string, field: string): Promise<FileRef>;
}

export function createRecordFiles({ onflow, files, catalogue, fileRows }: RecordFilesParts): RecordFiles {
  return {
    bill: async (code) => {
      const { bytes } = await onflow.download(await onflow.purchaseOrders.bill(code));
      return files.keep(bytes, code);
    },
    ofRecord: async (kind, code, field) => {
      const url = valueAt(catalogue.get(kind, code)?.row.record, field);
      if (typeof url !== 'string' || url === '') throw new DeskFailure({ code: 'notFound' });
      // What this desk uploaded it still has.
      const known = fileRows.fileAt(url);
      if (known !== null) return known;
      const { bytes } = await onflow.download(url);
      return files.keep(bytes, `${code}-${field}`);
    },
  };
}

const valueAt = (record: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined),
      record,
    );
