/** How the three bundles are built: main and preload as CommonJS (a sandboxed preload can load nothing else), the page as static files. */
import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { events, fromPreload, verbs } from './contract/bridge.ts';

/** Only these stay outside the bundles: the host itself and the one native module. */
const external = ['electron', 'keytar'];

/** The page's first file only asks the desk (`renderer/main.tsx`); what draws the screen is fetched beside it and not after it. */
const fetchesStartAtOnce: Plugin = {
  name: 'fetches-start-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const start = Object.values(bundle).find((file) => file.type === 'chunk' && file.name === 'start');
      if (start?.type !== 'chunk') throw new Error('the page has no chunk "start"');
      return [start.fileName, ...start.imports].filter((name) => !html.includes(name)).map((name) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` },
        injectTo: 'head' as const,
      }));
    },
  },
};

export default defineConfig({
  main: {
    define: { BUILT_AT: String(Date.now()) },
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'main/index.ts' },
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
    plugins: [react(), fetchesStartAtOnce],
    resolve: { alias: [{ find: /^zod$/, replacement: resolve(import.meta.dirname, 'renderer/app/zod.ts') }] },
    build: {
      outDir: 'out/renderer',
      assetsInlineLimit: 0,
      minify: true,
      rolldownOptions: {
        input: { index: 'renderer/index.html' },
        // What the first screen does not use stays out of the first load, though it comes through the same `index.ts`.
        treeshake: { moduleSideEffects: [{ test: /\/renderer\/(app|features|messages|stores|ui)\/(?!zod\.ts).*\.tsx?$/, sideEffects: false }] },
        output: {
          codeSplitting: {
            groups: [
              // Of the page's first file, which must not wait for the others.
              { name: 'first', test: /vite\/preload-helper|\/renderer\/messages\/index/ },
              // What nearly every part shares, the first screen among them: one file, where it would be a dozen. Without react-aria, which the first screen does not need.
              { name: 'shared', minShareCount: 6, test: /\/renderer\/ui\/(?!AriaLanguage|ComboBox|Dialog|MenuList|Tabs)|\/node_modules\/(react|react-intl|intl-messageformat|@formatjs|zustand|use-sync-external-store)\// },
            ],
          },
          // V8 then compiles these two while they come in, beside the page's own work, and not function by function as the first screen is drawn.
          postBanner: (chunk) => (['start', 'shared'].includes(chunk.name) ? '//# allFunctionsCalledOnLoad' : ''),
        },
      },
    },
  },
});
