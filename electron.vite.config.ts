/** How the three bundles are built: main and preload as CommonJS (a sandboxed preload can load nothing else), the page as static files. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { defineConfig } from 'electron-vite';
import react from '@vitejs/plugin-react';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { events, fromPreload, verbs } from './contract/bridge.ts';

/** Only these stay outside the bundles: the host itself and the one native module. */
const external = ['electron', 'keytar'];

/**
 * The wording is fetched beside the page's program and not after it. Main knows the language, and leaves out the lines of all others
 * (`main/electron/protocol.ts`).
 */
const wordingBeside: Plugin = {
  name: 'wording-beside',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {}, path }) => {
      // The window that draws what is printed has a look of its own, and says nothing.
      if (path === '/paper.html') return html.replace(/\s*<link rel="stylesheet"[^>]*>/, '');
      return Object.values(bundle).flatMap((file): HtmlTagDescriptor[] => {
        const language = file.type === 'chunk' ? wordingOf(file.facadeModuleId ?? '') : undefined;
        return language === undefined
          ? []
          : [
              {
                tag: 'link',
                attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file.fileName}`, hreflang: language },
                injectTo: 'head',
              },
            ];
      });
    },
  },
};

const wordingOf = (path: string): string | undefined => /[\\/]renderer[\\/]messages[\\/](vi|en)[\\/]index\.ts$/.exec(path)?.[1];

/**
 * What pdf.js fetches when a PDF asks for it: character maps of Asian fonts, the standard fonts, and decoders of scanned pictures. The
 * decoders as programs, not as WebAssembly, which the page's rules would have to be loosened for (docs/decisions/pdf-preview.md).
 */
const pdfFiles: Plugin = {
  name: 'pdf-files',
  generateBundle() {
    const of = (folder: string, isWanted: (name: string) => boolean): void => {
      const from = resolve(import.meta.dirname, 'node_modules/pdfjs-dist', folder);
      for (const name of readdirSync(from).filter(isWanted))
        this.emitFile({ type: 'asset', fileName: `pdf/${folder}/${name}`, source: readFileSync(join(from, name)) });
    };
    of('cmaps', () => true);
    of('standard_fonts', () => true);
    of('wasm', (name) => name.endsWith('_nowasm_fallback.js') || /^LICENSE_(?:PDFJS_)?(?:JBIG2|OPENJPEG)$/.test(name));
  },
};

/** The programs that read labels (main/labels/wasm.ts), packed: they are a third as long so. */
const labelPrograms: Plugin = {
  name: 'label-programs',
  generateBundle() {
    for (const path of ['@embedpdf/pdfium/dist/pdfium.wasm', 'zxing-wasm/dist/reader/zxing_reader.wasm'])
      this.emitFile({
        type: 'asset',
        fileName: `${basename(path)}.br`,
        source: brotliCompressSync(readFileSync(resolve(import.meta.dirname, 'node_modules', path)), {
          params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 24 },
        }),
      });
  },
};

export default defineConfig({
  main: {
    plugins: [labelPrograms],
    // `npm run dev` alone says true (tools/dev.mts).
    define: { BUILT_AT: String(Date.now()), IS_DEVELOPMENT: 'false' },
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: {
        // The beginning of a thread is found by its name, beside the main bundle (main/workers/index.ts).
        // A check without a window needs no Electron (tools/start.mts).
        input: { index: 'main/index.ts', worker: 'main/workers/worker.ts', headless: 'main/headless/start.ts' },
        external,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    define: {
      VERB_NAMES: JSON.stringify(Object.keys(verbs)),
      EVENT_NAMES: JSON.stringify(Object.keys(events)),
      FROM_PRELOAD: JSON.stringify(fromPreload),
    },
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/index.ts' },
        external,
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), wordingBeside, pdfFiles],
    resolve: {
      alias: [{ find: /^zod$/, replacement: resolve(import.meta.dirname, 'renderer/bridge/zod.ts') }],
    },
    build: {
      outDir: 'out/renderer',
      assetsInlineLimit: 0,
      minify: true,
      // One sheet: a dozen small ones would be a dozen requests before the first picture.
      cssCodeSplit: false,
      rolldownOptions: {
        // The test a packaged desk makes of itself is found by its name (main/electron/smokeTest.ts).
        // What is printed is drawn in a window of its own (main/electron/paper.ts).
        input: { index: 'renderer/index.html', paper: 'renderer/paper.html', selfCheck: 'renderer/selfCheck.ts' },
        preserveEntrySignatures: 'exports-only',
        // What the first screen does not use stays out of the first load, though it comes through the same `index.ts`.
        treeshake: {
          moduleSideEffects: [
            { test: /[\\/]renderer[\\/](bridge|features|kinds|messages|shell|stores|ui)[\\/](?!zod\.ts).*\.tsx?$/, sideEffects: false },
          ],
        },
        output: {
          entryFileNames: ({ name }) => (name === 'selfCheck' ? 'assets/[name].js' : 'assets/[name]-[hash].js'),
          // With all that it needs: one file, where what it shares with later parts would be a dozen.
          codeSplitting: { groups: [{ name: 'index', test: /[\\/]renderer[\\/]main\.tsx$/ }] },
        },
      },
    },
  },
});
