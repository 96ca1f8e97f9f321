/** Three suites: unit (no I/O but temporary folders), integration (real HTTP, SQLite, keyring), e2e (the built app). */
import { defineConfig } from 'vitest/config';
import { meantHost } from './tools/machine/hosts.mts';
import { nodeTrouble } from './tools/machine/programs.mjs';

const trouble = nodeTrouble(process.version);
if (trouble !== null) throw new Error(trouble);

/** Desks of the stand-in run side by side, mostly waiting. Windows of the real Electron would take the focus from each other. */
const sideBySide = meantHost() === 'chromium' ? { maxWorkers: 2 } : { fileParallelism: false };

/** A fact is waited for as long as the test may take, not for the second that is usual: how fast it comes is asserted where it matters. */
const patient = { expect: { poll: { timeout: 20_000 } } };

export default defineConfig({
  test: {
    projects: [
      { test: { ...patient, name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'], testTimeout: 20_000 } },
      {
        test: {
          ...patient,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // They mostly wait, each for servers and files of its own, and get into nobody's way (CONTRIBUTING.md).
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...patient,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: 'test/e2e/getReady.ts',
          setupFiles: 'test/e2e/tellWhy.ts',
          ...sideBySide,
        },
      },
    ],
  },
});
