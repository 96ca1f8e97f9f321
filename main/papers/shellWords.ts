/** Takes a pasted command line apart as a shell would. SECURITY: it only reads; nothing is expanded, substituted or run. */

/**
 * The words of each command. A command ends with its line, unless the line is continued by `\` (sh), `^` (cmd) or a backtick (PowerShell).
 */
export function shellWords(source: string): string[][] {
  // cmd marks every special character with ^; elsewhere ^ is a character like any other.
  const text = /\^"|\^\r?\n/.test(source)
    ? source.replaceAll(/\^(\r?\n)/g, '\\$1').replaceAll(/\^(.)/g, '$1')
    : source.replaceAll(/`[ \t]*(\r?\n)/g, '\\$1');
  const commands: string[][] = [[]];
  /** Of the word that is being read; none between two words. */
  const word: string[] = [];
  let isOpen = false;
  const add = (part: string): void => {
    word.push(part);
    isOpen = true;
  };
  const end = (): void => {
    if (isOpen) commands.at(-1)?.push(word.join(''));
    word.length = 0;
    isOpen = false;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\\') {
      const next = text.startsWith('\r\n', at + 1) ? '\r\n' : (text[at + 1] ?? '');
      at += next.length;
      if (next !== '\n' && next !== '\r\n') add(next);
    } else if (sign === "'") {
      const isAnsi = word.at(-1) === '$';
      const close = isAnsi ? closingQuote(text, at + 1) : text.indexOf("'", at + 1);
      const stop = close < 0 ? text.length : close;
      const inner = text.slice(at + 1, stop);
      if (isAnsi) word.pop();
      add(isAnsi ? ansi(inner) : inner);
      at = stop;
    } else if (sign === '"') {
      let inner = '';
      for (at += 1; at < text.length && text[at] !== '"'; at += 1) {
        if (text[at] === '\\' && /["\\$`\n]/.test(text[at + 1] ?? '')) at += 1;
        inner += text[at] ?? '';
      }
      add(inner);
    } else if (sign === '\n' || sign === ';') {
      end();
      if (commands.at(-1)?.length !== 0) commands.push([]);
    } else if (/\s/.test(sign)) {
      end();
    } else {
      add(sign);
    }
  }
  end();
  return commands.filter((words) => words.length > 0);
}

/** Where a `$'…'` ends: a quote in it is written `\'`. */
function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === "'") return at;
  }
  return -1;
}

const ansiSigns: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', "'": "'", '"': '"', '\\': '\\' };
const ansi = (text: string): string =>
  text.replaceAll(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g,
    (whole: string, wide: string | undefined, byte: string | undefined, sign: string | undefined) =>
      wide !== undefined || byte !== undefined
        ? String.fromCodePoint(Number.parseInt(wide ?? byte ?? '0', 16))
        : (ansiSigns[sign ?? ''] ?? whole),
  );
