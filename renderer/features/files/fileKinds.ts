/** Which files a place takes, and how kinds and sizes are named. The kind is what main found inside the file, never its name. */
import type { FileRef } from '../../../contract/documents/index.ts';

/** A place for files. */
export type FilePlace = 'image' | 'waybill' | 'document';

const images = ['image/jpeg', 'image/png', 'image/webp'];
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const acceptedMimes: Readonly<Record<FilePlace, readonly string[]>> = {
  image: images,
  waybill: ['application/pdf', ...images],
  document: ['application/pdf', docx, xlsx, ...images],
};

export type FileKind = 'jpg' | 'png' | 'webp' | 'pdf' | 'docx' | 'xlsx' | 'other';
const kinds: Readonly<Record<string, FileKind>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  [docx]: 'docx',
  [xlsx]: 'xlsx',
};
export const kindOf = (mime: string): FileKind => kinds[mime] ?? 'other';

export const isAccepted = (place: FilePlace, file: FileRef): boolean => acceptedMimes[place].includes(file.mime);
export const isImage = (mime: string): boolean => images.includes(mime);
export const hasPreview = (mime: string): boolean => isImage(mime) || mime === 'application/pdf';
