/**
 * The WebAssembly programs that read labels. SECURITY: a label is anybody's file. Each program can use no more than its share of memory,
 * and what a file does to it is gone with its instance.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

/** As they are named in their packages, and beside the main bundle (electron.vite.config.ts). */
const programs = {
  pdfium: { from: '@embedpdf/pdfium/pdfium.wasm', mostMB: 512 },
  zxing_reader: { from: 'zxing-wasm/reader/zxing_reader.wasm', mostMB: 384 },
} as const;
export type ProgramName = keyof typeof programs;

const compiled = new Map<ProgramName, Promise<WebAssembly.Module>>();

/** Compiled once a thread; an instance of it takes milliseconds. */
export function program(name: ProgramName): Promise<WebAssembly.Module> {
  const known = compiled.get(name) ?? WebAssembly.compile(withMost(bytesOf(name), programs[name].mostMB));
  compiled.set(name, known);
  return known;
}

/** Emscripten's way to be given an instance: `{ instantiateWasm: instanceOf(module) }`. */
export const instanceOf =
  (module: WebAssembly.Module) =>
  (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void): Record<string, never> => {
    const instance = new WebAssembly.Instance(module, imports);
    // Not at once: PDFium's program goes on where it asked for it only afterwards.
    setImmediate(() => done(instance, module));
    return {};
  };

function bytesOf(name: ProgramName): Uint8Array<ArrayBuffer> {
  if (extname(import.meta.filename) === '.ts')
    return new Uint8Array(readFileSync(createRequire(import.meta.filename).resolve(programs[name].from)));
  return new Uint8Array(brotliDecompressSync(readFileSync(join(import.meta.dirname, `${name}.wasm.br`))));
}

const pageMB = 1 / 16;
const memorySection = 5;

/**
 * The same program with an upper bound to its memory: the most it may have is one number in its fifth section (WebAssembly 1.0, 5.5.8),
 * which both packages set to 2 GB. @throws Error where a newer package has none
 */
export function withMost(program: Uint8Array<ArrayBuffer>, mostMB: number): Uint8Array<ArrayBuffer> {
  const bytes = program.slice();
  let at = 8;
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  while (at < bytes.length) {
    const section = bytes[at++];
    const length = number();
    const end = at + length;
    if (section !== memorySection) {
      at = end;
      continue;
    }
    const memories = number();
    const hasMost = bytes[at++] === 1;
    number();
    const from = at;
    const most = number();
    if (memories !== 1 || !hasMost || most <= mostMB / pageMB) break;
    // As many bytes as the number had that it takes the place of.
    let left = mostMB / pageMB;
    for (let place = from; place < at; place += 1) {
      bytes[place] = (left & 127) | (place + 1 < at ? 128 : 0);
      left >>>= 7;
    }
    return bytes;
  }
  throw new Error('the memory of this program cannot be bounded');
}
