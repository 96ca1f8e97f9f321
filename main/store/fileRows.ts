/**
 * Which files the desk has staged, and where at the provider each one already is. The bytes themselves lie in `main/files`.
 */
import type { FileRef } from '../../contract/documents/index.ts';
import type { Database } from './database.ts';

export const schema = `
CREATE TABLE files (
  sha256    TEXT PRIMARY KEY,
  name      TEXT NOT NULL,
  mime      TEXT NOT NULL,
  size      INTEGER NOT NULL,
  staged_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE uploads (
  sha256      TEXT NOT NULL,
  base_url    TEXT NOT NULL,
  url         TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  PRIMARY KEY (sha256, base_url)
) STRICT, WITHOUT ROWID;
`;

export interface FileRows {
  /** Remembers a staged file. The same bytes under another name keep the newest name; both are one file. */
  remember(file: FileRef, stagedAt: number): void;
  find(fileId: string): FileRef | null;
  /** Where these bytes are at this provider, and since when (Unix ms), so that they are not sent there twice; `null` when they are not. */
  uploadOf(fileId: string, baseUrl: string): { readonly url: string; readonly uploadedAt: number } | null;
  /** The staged file whose bytes were uploaded to this address; `null` where the desk did not put them there. */
  fileAt(url: string): FileRef | null;
  /** The address does not work any more. */
  forgetUpload(fileId: string, baseUrl: string): void;
  /** In the order of their ids, after `after`; at most `limit`. `stagedAt` in Unix milliseconds. */
  after(after: string, limit: number): { readonly file_id: string; readonly size: number; readonly stagedAt: number }[];
  /** Those staged later than `latest` count as staged at `now` (Unix milliseconds). */
  restamp(latest: number, now: number): void;
  /** The desk has these no more; nor does it know where at a provider they are. */
  forget(fileIds: readonly string[]): void;
  /** `uploadedAt` in Unix milliseconds. */
  rememberUpload(upload: { readonly fileId: string; readonly baseUrl: string; readonly url: string; readonly uploadedAt: number }): void;
}

export function fileRowsOn(database: Database): FileRows {
  const find = (fileId: string): FileRef | null => {
    const row = database.get('SELECT sha256, name, mime, size FROM files WHERE sha256 = ?', fileId);
    if (row === undefined) return null;
    return { file_id: String(row['sha256']), name: String(row['name']), mime: String(row['mime']), size: Number(row['size']) };
  };
  return {
    remember: ({ file_id, name, mime, size }, stagedAt) => {
      database.run(
        `INSERT INTO files VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (sha256) DO UPDATE SET name = excluded.name, mime = excluded.mime, size = excluded.size, staged_at = excluded.staged_at`,
        file_id,
        name,
        mime,
        size,
        stagedAt,
      );
    },
    find,
    uploadOf: (fileId, baseUrl) => {
      const row = database.get('SELECT url, uploaded_at FROM uploads WHERE sha256 = ? AND base_url = ?', fileId, baseUrl);
      return row === undefined ? null : { url: String(row['url']), uploadedAt: Number(row['uploaded_at']) };
    },
    fileAt: (url) => {
      const fileId = database.get('SELECT sha256 FROM uploads WHERE url = ? ORDER BY uploaded_at DESC LIMIT 1', url)?.['sha256'];
      return typeof fileId === 'string' ? find(fileId) : null;
    },
    forgetUpload: (fileId, baseUrl) => {
      database.run('DELETE FROM uploads WHERE sha256 = ? AND base_url = ?', fileId, baseUrl);
    },
    after: (after, limit) =>
      database
        .all('SELECT sha256, size, staged_at FROM files WHERE sha256 > ? ORDER BY sha256 LIMIT ?', after, limit)
        .map((row) => ({ file_id: String(row['sha256']), size: Number(row['size']), stagedAt: Number(row['staged_at']) })),
    restamp: (latest, now) => void database.run('UPDATE files SET staged_at = ? WHERE staged_at > ?', now, latest),
    forget: (fileIds) =>
      database.transaction(() => {
        for (const fileId of fileIds) {
          database.run('DELETE FROM files WHERE sha256 = ?', fileId);
          // SECURITY: the address of a label is a way to the label.
          database.run('DELETE FROM uploads WHERE sha256 = ?', fileId);
        }
      }),
    rememberUpload: ({ fileId, baseUrl, url, uploadedAt }) => {
      database.run(
        `INSERT INTO uploads VALUES (?, ?, ?, ?)
         ON CONFLICT (sha256, base_url) DO UPDATE SET url = excluded.url, uploaded_at = excluded.uploaded_at`,
        fileId,
        baseUrl,
        url,
        uploadedAt,
      );
    },
  };
}
