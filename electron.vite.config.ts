/** How the three bundles are built: main and preload as CommonJS (a sandboxed preload can load nothing else), the page as static files. */
import { defineConfig } from 'electron-vite';
import react from '@vitejs/plugin-react';
import { events, fromPreload, verbs } from './contract/bridge.ts';

/** Only these stay outside the bundles: the host itself and the one native module. */
const external = ['electron', 'keytar'];

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
    plugins: [react()],
    build: {
      outDir: 'out/renderer',
      assetsInlineLimit: 0,
      minify: true,
      rolldownOptions: { input: { index: 'renderer/index.html' } },
    },
  },
});
