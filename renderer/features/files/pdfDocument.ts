/** Opens a PDF. Loaded only when the first PDF is looked at, so that start-up does not pay for it. */
import { PDFWorker, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';

export type { PDFDocumentProxy } from 'pdfjs-dist';

const ours = (folder: string): string => new URL(`/pdf/${folder}`, document.baseURI).href;

/**
 * One for all documents, and nobody's to end: a document that made its own would take it along when it closes, and the next one, which
 * comes while that goes on, could not be opened.
 */
let worker: PDFWorker | null = null;

/** Answers the document and how to let go of it. Rejects with pdf.js's own errors (`PasswordException`, `InvalidPDFException`). */
export function openPdf(bytes: Uint8Array): { readonly document: Promise<PDFDocumentProxy>; readonly close: () => void } {
  worker ??= PDFWorker.create({ port: new Worker(new URL('./pdfWorker.ts', import.meta.url), { type: 'module' }) });
  const task = getDocument({
    worker,
    // The worker takes the bytes for itself.
    data: bytes.slice(),
    // SECURITY: nothing is compiled, neither what a PDF brings along nor WebAssembly: the CSP would refuse it. The decoders' programs take
    // its place.
    useWasm: false,
    wasmUrl: ours('wasm/'),
    enableXfa: false,
    // For fonts that the file lacks, the system's are used. Ours are for those that the system lacks too (Symbol, Dingbats), and for the
    // meaning of codes in Asian fonts.
    useSystemFonts: true,
    cMapUrl: ours('cmaps/'),
    cMapPacked: true,
    standardFontDataUrl: ours('standard_fonts/'),
    // By the worker, from our own origin.
    useWorkerFetch: true,
    stopAtErrors: false,
  });
  return {
    document: task.promise,
    close: () => {
      void task.destroy();
    },
  };
}
