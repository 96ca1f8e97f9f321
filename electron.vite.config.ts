/** How the three bundles are built: main and preload as CommonJS (a sandboxed preload can load nothing else), the page as static files. */
import { resolve } from 'node:path';
import { defineConfig } from 'electron-vite';
import react from '@vitejs/plugin-react';
import type { HtmlTagDescriptor, Plugin } from 'vite';
import { parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { events, fromPreload, verbs } from './contract/bridge.ts';
import en from './renderer/messages/en/index.ts';
import vi from './renderer/messages/vi/index.ts';

/** Only these stay outside the bundles: the host itself and the one native module. */
const external = ['electron', 'keytar'];

/** The page's first file only asks the desk (`renderer/main.tsx`); what draws the screen is fetched beside it and not after it. */
const fetchesStartAtOnce: Plugin = {
  name: 'fetches-start-at-once',
  transformIndexHtml: {
    order: 'post',
    handler: (given, { bundle = {} }) => {
      // Without it the first file would wait for the style sheet.
      const html = given.replace('<script type="module"', '<script type="module" async');
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const start = chunks.find((chunk) => chunk.name === 'start');
      if (start === undefined) throw new Error('the page has no chunk "start"');
      const needed = chunks.filter((chunk) => chunk === start || start.imports.includes(chunk.fileName) || /\/messages\/(vi|en)\/index\.ts$/.test(chunk.facadeModuleId ?? ''));
      const files = needed.map((chunk) => chunk.fileName).filter((name) => !html.includes(name));
      return { html, tags: files.map((name): HtmlTagDescriptor => ({ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${name}` }, injectTo: 'head' })) };
    },
  },
};

/**
 * The wording is parsed here and not at every start: the page then needs no parser, and reads its one language as JSON, which V8 does far faster
 * than it compiles a program of 1,500 texts. A text without values stays a text until it is read.
 */
const wordingParsed: Plugin = {
  name: 'wording-parsed',
  enforce: 'pre',
  load(id) {
    const language = /\/renderer\/messages\/(vi|en)\/index\.ts$/.exec(id)?.[1];
    if (language === undefined) return null;
    const parsed = Object.entries(language === 'vi' ? vi : en).map(([key, text]) => {
      const elements = parse(text, { captureLocation: false });
      const [first] = elements;
      return [key, elements.length === 1 && first?.type === TYPE.literal ? first.value : elements];
    });
    const json = JSON.stringify(JSON.stringify(Object.fromEntries(parsed)));
    return `const words = JSON.parse(${json}); for (const id in words) if (typeof words[id] === 'string') words[id] = [{ type: ${TYPE.literal}, value: words[id] }]; export default words;`;
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
    plugins: [react(), fetchesStartAtOnce, wordingParsed],
    resolve: {
      alias: [
        { find: /^zod$/, replacement: resolve(import.meta.dirname, 'renderer/app/zod.ts') },
        { find: /^@formatjs\/icu-messageformat-parser$/, replacement: '@formatjs/icu-messageformat-parser/no-parser.js' },
      ],
    },
    build: {
      outDir: 'out/renderer',
      assetsInlineLimit: 0,
      minify: true,
      // One sheet: a dozen small ones would be a dozen requests before the first picture.
      cssCodeSplit: false,
      rolldownOptions: {
        input: { index: 'renderer/index.html' },
        // What the first screen does not use stays out of the first load, though it comes through the same `index.ts`.
        treeshake: { moduleSideEffects: [{ test: /\/renderer\/(app|features|messages|stores|ui)\/(?!zod\.ts).*\.tsx?$/, sideEffects: false }] },
        output: {
          codeSplitting: {
            groups: [
              // The page's first file, which must not wait for the others.
              { name: 'first', test: /vite\/preload-helper|\/renderer\/(main|app\/(desk|firstAnswers)|stores\/places|messages\/index|features\/records\/listRequest)\./, priority: 2 },
              // What nearly every part shares, the first screen among them: one file, where it would be a dozen. Without react-aria, which the first screen does not need.
              {
                name: 'shared',
                minShareCount: 2,
                test: /rolldown\/runtime|\/renderer\/(app\/(useVerb|appearance)|stores\/(place|session)\.|messages\/use|ui\/(?!AriaLanguage|ComboBox|Dialog|MenuList|Tabs)|features\/(records\/records\.module|connections\/(words|openConnection|connections\.module)|outbox\/(words|outboxFilter)|files\/useErrorLine))|\/node_modules\/(react|react-dom(?!.*client)|react-intl|intl-messageformat|@formatjs|zustand|use-sync-external-store)\//,
                priority: 1,
              },
            ],
          },
          // V8 then compiles these two while they come in, beside the page's own work, and not function by function as the first screen is drawn.
          postBanner: (chunk) => (['start', 'shared'].includes(chunk.name) ? '//# allFunctionsCalledOnLoad' : ''),
        },
      },
    },
  },
});
