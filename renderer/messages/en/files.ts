/** English words of files: dropping, staging, preview. */
import type vi from '../vi/files.ts';

export default {
  'files.staging': 'Taking in {name}…',
  'files.failed': '{name}: {reason}',
  'files.wrongKind': '{name}: this place takes {accepted} only.',
  'files.accepts.image': 'JPG, PNG or WebP images',
  'files.accepts.waybill': 'PDF or JPG, PNG, WebP images',
  'files.accepts.document': 'PDF, DOCX, XLSX or JPG, PNG, WebP images',

  'files.kind.jpg': 'JPG image',
  'files.kind.png': 'PNG image',
  'files.kind.webp': 'WebP image',
  'files.kind.pdf': 'PDF',
  'files.kind.docx': 'Word (DOCX)',
  'files.kind.xlsx': 'Excel (XLSX)',
  'files.kind.other': 'File',

  'files.open': 'Open in the system’s viewer',
  'files.openNamed': 'Open {name} in the system’s viewer',
  'files.preview': 'Preview',
  'files.previewNamed': 'Preview {name}',
  'files.hidePreview': 'Hide preview',
  'files.remove': 'Remove file',
  'files.removeNamed': 'Remove file {name}',
  'files.loading': 'Opening the file…',
  'files.noPreview': 'This kind of file has no preview here.',
  'files.previewFailed': 'This file cannot be shown: it may be damaged.',
  'files.image': 'Image {name}',
  'files.pdf.page': 'Page {page} of {pages}, {name}',
  'files.pdf.position': 'Page {page}/{pages}',
  'files.pdf.previous': 'Previous page',
  'files.pdf.next': 'Next page',
  'files.pdf.locked': 'This PDF is locked by a password: open it in the system’s viewer.',
  'files.pdf.notDrawn': 'What is on this page cannot be shown here, though the file has something on it. Do not take the page for empty.',
  'files.pdf.partlyDrawn': 'Part of this page cannot be shown here.',
  'files.fetching': 'Fetching the file from Onflow…',
} satisfies Record<keyof typeof vi, string>;
