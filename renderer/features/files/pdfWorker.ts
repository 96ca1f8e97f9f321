/** The thread that reads PDF files (page, worker). A file of our own origin: `script-src 'self'` allows no other. */
import 'pdfjs-dist/build/pdf.worker.min.mjs';
