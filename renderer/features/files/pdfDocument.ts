/** Opens a PDF (page). Loaded only when the first PDF is looked at, so that start-up does not pay for it. */
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';

export type { PDFDocumentProxy } from 'pdfjs-dist';

/** Answers the document and how to let go of it. Rejects with pdf.js's own errors (`PasswordException`, `InvalidPDFException`). */
export function openPdf(bytes: Uint8Array): { readonly document: Promise<PDFDocumentProxy>; readonly close: () => void } {
  GlobalWorkerOptions.workerPort ??= new Worker(new URL('./pdfWorker.ts', import.meta.url), { type: 'module' });
  const task = getDocument({
    // The worker takes the bytes for itself.
    data: bytes.slice(),
    // SECURITY: nothing a PDF brings along is compiled; the CSP would refuse it, and each refusal would be a report.
    useWasm: false,
    enableXfa: false,
    // Helvetica and the like are not in the file: the system's fonts stand in, nothing is fetched.
    useSystemFonts: true,
    useWorkerFetch: false,
    stopAtErrors: false,
  });
  return {
    document: task.promise,
    close: () => {
      void task.destroy();
    },
  };
}
