/**
 * Whether the desk can keep anything in its data folder. Asked before anything else: without a folder that can be written
 * even the lock against a second desk cannot be taken, and Electron would say that one is open already.
 */
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Words } from './terminal.ts';

/** Makes the folder where it is not there. @returns what is wrong with it, in words, with what to do; `null` where nothing is. */
export function folderTrouble(folder: string): Words | null {
  try {
    make(folder);
    writeFileSync(join(folder, `probe-${process.pid}`), 'x');
    removeProbes(folder);
    return null;
  } catch (cause) {
    const { code = String(cause) } = cause as NodeJS.ErrnoException;
    const next = nextSteps[code] ?? nextSteps['other'];
    return {
      vi: `Onflow Desk không mở được vì không ghi được vào thư mục dữ liệu “${folder}” (${code}).\n${next?.vi}`,
      en: `Onflow Desk cannot open, because it cannot write to its data folder “${folder}” (${code}).\n${next?.en}`,
    };
  }
}

/** With those of earlier starts: a virus scanner may hold one for a moment, and on Windows it stays then. It says nothing of the folder. */
function removeProbes(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => /^probe-\d+$/.test(each))) {
    try {
      rmSync(join(folder, name), { force: true });
    } catch {
      // It lies there until a later start, and is in nobody's way.
    }
  }
}

/**
 * One level at a time: Node's own `recursive` never comes back where the system answers that a folder it has is not there, as `/proc` does.
 */
function make(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(folder).isDirectory()) return;
    // The root of a drive that is there answers this on Windows.
    if ((code === 'EPERM' || code === 'EACCES' || code === 'EROFS') && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true)
      return;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw cause;
    make(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

const noRight: Words = {
  vi: 'Nhờ người phụ trách máy tính cấp quyền ghi vào thư mục này, hoặc chọn thư mục khác bằng --user-data-dir.',
  en: 'Ask whoever looks after this computer for the right to write there, or choose another folder with --user-data-dir.',
};
const inTheWay: Words = {
  vi: 'Một tệp đang nằm ở chỗ của thư mục: đổi tên hoặc chuyển tệp đó đi, hoặc chọn thư mục khác bằng --user-data-dir.',
  en: 'A file lies where the folder should be: rename or move it, or choose another folder with --user-data-dir.',
};
const full: Words = { vi: 'Ổ đĩa đã đầy: giải phóng chỗ trống rồi mở lại.', en: 'The disk is full: make room, then open the desk again.' };
const nextSteps: Readonly<Record<string, Words>> = {
  EACCES: noRight,
  EPERM: noRight,
  EROFS: noRight,
  EEXIST: inTheWay,
  ENOTDIR: inTheWay,
  ENOSPC: full,
  EDQUOT: full,
  other: {
    vi: 'Kiểm tra xem ổ đĩa hoặc ổ mạng đã được kết nối chưa, hoặc chọn thư mục khác bằng --user-data-dir.',
    en: 'Check that the drive or network share is connected, or choose another folder with --user-data-dir.',
  },
};
