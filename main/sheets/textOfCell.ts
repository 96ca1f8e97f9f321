/** The text of a cell as workbooks write it: whole or in runs of different looks. How it is pronounced (`rPh`) is not part of it. */
import { resolved } from './xml.ts';

export class TextOfCell {
  value = '';
  #isText = false;
  #isPronunciation = false;

  begin(): void {
    this.value = '';
    this.#isText = false;
    this.#isPronunciation = false;
  }
  open(name: string): void {
    if (name === 't') this.#isText = !this.#isPronunciation;
    else if (name === 'rPh') this.#isPronunciation = true;
  }
  close(name: string): void {
    if (name === 't') this.#isText = false;
    else if (name === 'rPh') this.#isPronunciation = false;
  }
  text(xml: string, from: number, to: number, isPlain: boolean): void {
    if (this.#isText) this.value += meant(xml.slice(from, to), isPlain);
  }
}

/** Excel writes signs that XML cannot hold as `_x000D_`. */
export function meant(written: string, isPlain: boolean): string {
  const text = isPlain ? written : resolved(written);
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/gu, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}
