/** Dropped files: copied, recognised by content, refused with a reason, and never read from anywhere but the desk's own folder. */
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeLink, noLinks } from '../../links.ts';
import { DeskFailure } from '../../../contract/errors.ts';
import type { DeskError } from '../../../contract/errors.ts';
import { largestFile } from '../../../contract/documents/index.ts';
import { createFiles, fileNameOf } from '../../../main/files/index.ts';
import type { Files } from '../../../main/files/index.ts';
import { openStore } from '../../../main/store/index.ts';
import { handClock, temporaryFolder } from '../store/temporary.ts';

const sample = (name: string): string => resolve('test/samples', name);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Place {
  readonly files: Files;
  /** The desk's folder for files. */
  readonly folder: string;
  /** Where the originals lie. */
  readonly outside: string;
  readonly again: () => Files;
}

function place(): Place {
  const root = temporaryFolder();
  const outside = join(root, 'downloads');
  mkdirSync(outside);
  const store = openStore(join(root, 'connection.sqlite'), handClock(), () => undefined);
  onTestFinished(() => store.close());
  const folder = join(root, 'files');
  const again = () => createFiles({ folder, rows: store.fileRows, clock: handClock() });
  return { files: again(), folder, outside, again };
}

async function errorOf(work: Promise<unknown>): Promise<DeskError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DeskFailure) return error.error;
    throw error;
  }
  throw new Error('nothing failed');
}

const onlyKept = (folder: string): string[] => readdirSync(folder).filter((name) => name !== 'incoming' && name !== 'viewed');

test.each([
  ['photo.jpg', 'image/jpeg'],
  ['photo.png', 'image/png'],
  ['photo.webp', 'image/webp'],
  ['label.pdf', 'application/pdf'],
  ['invoice.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['order.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['order-streamed.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
])('%s is staged under the SHA-256 of its bytes', async (name, mime) => {
  const { files, folder } = place();
  const original = readFileSync(sample(name));
  const file = await files.stage(sample(name), name);
  expect(file).toEqual({ file_id: hashOf(original), name, mime, size: original.length });
  expect(readFileSync(join(folder, file.file_id)).equals(original)).toBe(true);
  expect(files.pathOf(file.file_id)).toBe(join(folder, file.file_id));
  expect(files.find(file.file_id)).toEqual(file);
  const { mime: told, bytes } = await files.read(file.file_id);
  expect([told, hashOf(bytes)]).toEqual([mime, file.file_id]);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('the original may vanish once it is staged, and the desk may start anew', async () => {
  const { files, outside, again } = place();
  const path = join(outside, 'nhãn.pdf');
  copyFileSync(sample('label.pdf'), path);
  const { file_id } = await files.stage(path, 'nhãn.pdf');
  rmSync(path);
  expect((await again().read(file_id)).bytes.length).toBe(statSync(sample('label.pdf')).size);
});

test.skipIf(process.platform === 'win32')('nobody else on the computer can read staged files', async () => {
  const { files, folder } = place();
  const { file_id } = await files.stage(sample('label.pdf'), 'label.pdf');
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(statSync(join(folder, file_id)).mode & 0o777).toBe(0o600);
});

test('the same bytes under two names are one file', async () => {
  const { files, folder } = place();
  const [a, b] = await Promise.all([files.stage(sample('label.pdf'), 'a.pdf'), files.stage(sample('label.pdf'), 'b.pdf')]);
  expect(a.file_id).toBe(b.file_id);
  expect(onlyKept(folder)).toEqual([a.file_id]);
});

test('an empty file, a folder, a missing file and no file at all are each refused by name', async () => {
  const { files, outside, folder } = place();
  const at = (name: string): string => join(outside, name);
  writeFileSync(at('empty.pdf'), '');
  mkdirSync(at('folder.pdf'));
  const refused = async (name: string): Promise<unknown> => errorOf(files.stage(at(name), name));
  expect(await refused('empty.pdf')).toEqual({ code: 'fileEmpty', params: { name: 'empty.pdf' } });
  expect(await refused('folder.pdf')).toEqual({ code: 'fileIsFolder', params: { name: 'folder.pdf' } });
  expect(await refused('missing.pdf')).toEqual({ code: 'fileVanished', params: { name: 'missing.pdf' } });
  expect(await errorOf(files.stage('', 'dragged.png'))).toEqual({ code: 'fileNotReal', params: { name: 'dragged.png' } });
  expect((await errorOf(files.stage('label.pdf', 'label.pdf'))).code).toBe('fileNotReal');
  expect((await errorOf(files.stage(`${at('a')}\0.pdf`, 'a.pdf'))).code).toBe('fileNotReal');
  expect(onlyKept(folder)).toEqual([]);
});

test.skipIf(process.platform === 'win32')('something that is neither file nor folder is not waited for', async () => {
  const { files, outside } = place();
  execFileSync('mkfifo', [join(outside, 'pipe.pdf')]);
  expect((await errorOf(files.stage(join(outside, 'pipe.pdf'), 'pipe.pdf'))).code).toBe('fileNotReal');
});

test('a link is refused by name', async ({ skip }) => {
  const { files, outside } = place();
  skip(!makeLink(sample('label.pdf'), join(outside, 'link.pdf')), noLinks);
  expect(await errorOf(files.stage(join(outside, 'link.pdf'), 'link.pdf'))).toEqual({ code: 'fileIsLink', params: { name: 'link.pdf' } });
});

test.skipIf(process.platform === 'win32')('a link in the way to the file is no link', async () => {
  const { files, outside } = place();
  symlinkSync(resolve('test/samples'), join(outside, 'samples'));
  expect((await files.stage(join(outside, 'samples', 'label.pdf'), 'label.pdf')).mime).toBe('application/pdf');
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
  'a file one may not read is refused (root may read everything)',
  async () => {
    const { files, outside } = place();
    copyFileSync(sample('label.pdf'), join(outside, 'a.pdf'));
    chmodSync(join(outside, 'a.pdf'), 0o000);
    expect((await errorOf(files.stage(join(outside, 'a.pdf'), 'a.pdf'))).code).toBe('fileUnreadable');
  },
);

test('a file over 20 MB is refused with its size and the limit, one of exactly 20 MB is taken', async () => {
  const { files, outside, folder } = place();
  const path = join(outside, 'big.pdf');
  copyFileSync(sample('label.pdf'), path);
  truncateSync(path, largestFile + 1);
  expect(await errorOf(files.stage(path, 'big.pdf'))).toEqual({
    code: 'fileTooLarge',
    params: { name: 'big.pdf', size: largestFile + 1, limit: largestFile },
  });
  expect(onlyKept(folder)).toEqual([]);
  truncateSync(path, largestFile);
  expect((await files.stage(path, 'big.pdf')).size).toBe(20 * 1024 * 1024);
});

test('a file that grows past the limit while it is read does not fill the disk', async () => {
  const { files, outside, folder } = place();
  const path = join(outside, 'growing.pdf');
  copyFileSync(sample('label.pdf'), path);
  truncateSync(path, largestFile);
  const staging = errorOf(files.stage(path, 'growing.pdf'));
  // The size was looked at, the copying has begun: there is something in the folder for what comes in.
  await expect.poll(() => readdirSync(join(folder, 'incoming')).length, { interval: 1 }).toBe(1);
  appendFileSync(path, 'x');
  expect((await staging).code).toBe('fileTooLarge');
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('what is none of the six kinds is refused', async () => {
  const { files, outside, folder } = place();
  writeFileSync(join(outside, 'notes.txt'), 'just text');
  writeFileSync(join(outside, 'fake.pdf'), 'just text');
  expect(await errorOf(files.stage(join(outside, 'notes.txt'), 'notes.txt'))).toEqual({
    code: 'fileKindUnknown',
    params: { name: 'notes.txt' },
  });
  expect(await errorOf(files.stage(join(outside, 'fake.pdf'), 'fake.pdf'))).toEqual({
    code: 'fileKindUnknown',
    params: { name: 'fake.pdf' },
  });
  expect(await errorOf(files.stage(sample('archive.zip'), 'archive.zip'))).toEqual({
    code: 'fileKindUnknown',
    params: { name: 'archive.zip', found: 'zip' },
  });
  expect(onlyKept(folder)).toEqual([]);
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test.each([
  ['archive.zip', 'photo.jpg', 'zip'],
  ['archive.zip', 'order.xlsx', 'zip'],
  ['label.pdf', 'label.exe', 'pdf'],
  ['label.pdf', 'label.pdf.scr', 'pdf'],
  ['photo.jpg', 'photo.html', 'jpg'],
])('%s called %s is a contradiction, and says what was found', async (real, name, found) => {
  const { files, folder } = place();
  expect(await errorOf(files.stage(sample(real), name))).toEqual({ code: 'fileKindMismatch', params: { name, found } });
  expect(onlyKept(folder)).toEqual([]);
});

test.each([
  ['photo.webp', 'ảnh.jpg', 'ảnh.webp', 'image/webp'],
  ['photo.png', 'ảnh.JPG', 'ảnh.png', 'image/png'],
  ['photo.jpg', 'IMG_0042.HEIC', 'IMG_0042.jpg', 'image/jpeg'],
  ['label.pdf', 'nhãn.png', 'nhãn.pdf', 'application/pdf'],
  ['photo.png', 'invoice.pdf', 'invoice.png', 'image/png'],
  ['invoice.docx', 'order.v2.xlsx', 'order.v2.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
])('%s called %s is taken for what it is, as %s', async (real, name, kept, mime) => {
  const { files } = place();
  expect(await files.stage(sample(real), name)).toMatchObject({ name: kept, mime });
});

test.each([
  ['a line feed', '\n'],
  ['CR LF', '\r\n'],
  ['a mark of UTF-8', '\uFEFF'],
  ["a printer's commands", '\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n'],
  ['the headers of a mail', 'Content-Type: application/pdf\r\nContent-Disposition: inline\r\n\r\n'],
  ['1015 bytes', ' '.repeat(1_015)],
])('a PDF with %s before its head is taken', async (_name, before) => {
  const { files, outside } = place();
  const path = join(outside, 'nhãn.pdf');
  writeFileSync(path, Buffer.concat([Buffer.from(before), readFileSync(sample('label.pdf'))]));
  expect(await files.stage(path, 'nhãn.pdf')).toMatchObject({ name: 'nhãn.pdf', mime: 'application/pdf', size: statSync(path).size });
});

test.each([
  ['a head behind the first 1024 bytes', `${' '.repeat(1_030)}%PDF-1.4\n`],
  ['a page of the web that speaks of one', '<!DOCTYPE html><p>%PDF-1.4</p>'],
  ['a text that speaks of PDF', 'a file of the kind %PDF was not found'],
])('%s makes no PDF', async (_name, content) => {
  const { files, outside } = place();
  writeFileSync(join(outside, 'nhãn.pdf'), content);
  expect((await errorOf(files.stage(join(outside, 'nhãn.pdf'), 'nhãn.pdf'))).code).toBe('fileKindUnknown');
});

test('a name without an ending is no contradiction; JPEG has several', async () => {
  const { files } = place();
  for (const name of ['scan', 'Hóa đơn số 1.2024', 'PHOTO.JPEG', 'a.b.jpg'])
    expect((await files.stage(sample('photo.jpg'), name)).name).toBe(name);
});

test('a name loses its folders, its invisible characters and its taken-apart accents', async () => {
  const { files } = place();
  expect((await files.stage(sample('label.pdf'), '../../C:\\x\\nhãn\u202E\r\n.pdf'.normalize('NFD'))).name).toBe('nhãn.pdf');
});

test('a file id that is no hash opens nothing', async () => {
  const { files, folder } = place();
  const { file_id } = await files.stage(sample('label.pdf'), 'label.pdf');
  writeFileSync(join(folder, '..', 'secret'), 'secret');
  for (const id of ['../secret', `../files/${file_id}`, `${file_id}/../../secret`, file_id.toUpperCase(), `${file_id}\n`, '', 'incoming']) {
    expect((await errorOf(files.read(id))).code, id).toBe('notFound');
    expect((await errorOf(files.viewable(id))).code, id).toBe('notFound');
    expect(() => files.pathOf(id), id).toThrow('notFound');
    expect(files.find(id), id).toBeNull();
  }
});

test('a staged file that was damaged on the disk is not shown or sent as what it was', async () => {
  const { files, folder } = place();
  const { file_id } = await files.stage(sample('label.pdf'), 'label.pdf');
  appendFileSync(join(folder, file_id), 'x');
  expect(await errorOf(files.read(file_id))).toEqual({ code: 'fileUnreadable', params: { name: 'label.pdf' } });
  expect((await errorOf(files.viewable(file_id))).code).toBe('fileUnreadable');
  await files.stage(sample('label.pdf'), 'label.pdf');
  expect((await files.read(file_id)).mime).toBe('application/pdf');
  renameSync(join(folder, file_id), join(folder, 'elsewhere'));
  expect((await errorOf(files.read(file_id))).code).toBe('fileVanished');
});

test('a file is shown by a copy whose ending comes from its content', async () => {
  const { files, folder } = place();
  const { file_id } = await files.stage(sample('photo.jpg'), 'photo');
  const path = await files.viewable(file_id);
  expect(path).toBe(join(folder, 'viewed', `${file_id}.jpg`));
  writeFileSync(path, 'changed by a viewer');
  expect((await files.read(file_id)).bytes.length).toBe(statSync(sample('photo.jpg')).size);
  expect(await files.viewable(file_id)).toBe(path);
  expect(statSync(path).size).toBe(statSync(sample('photo.jpg')).size);
});

test('what was pasted is staged by its content like any file, and refused like any', async () => {
  const { files, folder } = place();
  const bytes = readFileSync(sample('photo.png'));
  expect(await files.stageBytes(bytes, 'image.png')).toEqual({
    file_id: hashOf(bytes),
    name: 'image.png',
    mime: 'image/png',
    size: bytes.length,
  });
  expect(await files.stageBytes(readFileSync(sample('photo.jpg')), 'image.png')).toMatchObject({ name: 'image.jpg', mime: 'image/jpeg' });
  expect((await errorOf(files.stageBytes(Buffer.from('<html>'), 'image.png'))).code).toBe('fileKindUnknown');
  expect((await errorOf(files.stageBytes(new Uint8Array(), 'image.png'))).code).toBe('fileEmpty');
  expect((await errorOf(files.stageBytes(new Uint8Array(largestFile + 1), 'image.png'))).code).toBe('fileTooLarge');
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
});

test('what came from the provider is kept under a name that fits its content', async () => {
  const { files } = place();
  const bill = readFileSync(sample('label.pdf'));
  const file = await files.keep(bill, 'OAPO000000001');
  expect(file).toEqual({ file_id: hashOf(bill), name: 'OAPO000000001.pdf', mime: 'application/pdf', size: bill.length });
  expect((await errorOf(files.keep(Buffer.from('<html>'), 'bill'))).code).toBe('fileKindUnknown');
  expect((await errorOf(files.keep(new Uint8Array(), 'bill'))).code).toBe('fileEmpty');
  expect((await errorOf(files.keep(new Uint8Array(largestFile + 1), 'bill'))).code).toBe('fileTooLarge');
});

test('what an earlier run left half-copied is removed at the start, and nothing else', async () => {
  const { files, folder, again } = place();
  const { file_id } = await files.stage(sample('label.pdf'), 'label.pdf');
  writeFileSync(join(folder, 'incoming', 'half.part'), 'half');
  await files.viewable(file_id);
  again();
  expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  expect(existsSync(join(folder, 'viewed'))).toBe(false);
  expect(onlyKept(folder)).toEqual([file_id]);
});

test('a folder that cannot be made is said in words', () => {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, '');
  expect(() => createFiles({ folder: join(path, 'files'), rows: {} as never, clock: handClock() })).toThrow('storageReadOnly');
});

test.skipIf(process.platform !== 'linux' || process.getuid?.() !== 0)(
  'a full disk is said in words, and leaves nothing half-copied (needs root to mount one)',
  async () => {
    const { outside } = place();
    const small = join(outside, 'small');
    mkdirSync(small);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small], { stdio: 'ignore' });
    } catch {
      console.log(`not tried: no leave to mount in ${tmpdir()}`);
      return;
    }
    onTestFinished(() => void execFileSync('umount', [small]));
    const store = openStore(join(outside, 'connection.sqlite'), handClock(), () => undefined);
    onTestFinished(() => store.close());
    const files = createFiles({ folder: join(small, 'files'), rows: store.fileRows, clock: handClock() });
    const path = join(outside, 'big.pdf');
    copyFileSync(sample('label.pdf'), path);
    truncateSync(path, 2_000_000);
    expect((await errorOf(files.stage(path, 'big.pdf'))).code).toBe('diskFull');
    expect(readdirSync(join(small, 'files', 'incoming'))).toEqual([]);
  },
);

test.each([
  ['..\\..\\Start Menu\\evil', 'evil.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['label.pdf.exe', 'label.pdf.pdf'],
  ['hoá\u202Efdp.exe', 'hoáfdp.pdf'],
  ['Đơn 12: <kho>?*|"', 'Đơn 12_ _kho_____.pdf'],
  ['con', 'file_con.pdf'],
  ['CON.2026.x', 'file_CON.2026.pdf'],
  ['com¹.pdf', 'file_com¹.pdf'],
  ['contract.pdf', 'contract.pdf'],
  ['nhãn. . ', 'nhãn.pdf'],
  ['.pdf', 'file_.pdf'],
  ['', 'file.pdf'],
])('SECURITY: what is handed to another program as %j is called %j', (given, name) => {
  expect(fileNameOf(given, 'pdf')).toBe(name);
});

test('a name that is handed on leaves room for the folders it lies in, in letters and in bytes', () => {
  for (const long of ['快递面单'.repeat(60), `${'x'.repeat(59)}😀😀`, `${'x'.repeat(59)} .y`]) {
    const name = fileNameOf(long, 'pdf');
    expect(name.length).toBeLessThanOrEqual(64);
    expect(Buffer.byteLength(name)).toBeLessThan(255);
    expect(name).not.toMatch(/[. ]\.pdf$/);
    expect(name.isWellFormed()).toBe(true);
  }
});
