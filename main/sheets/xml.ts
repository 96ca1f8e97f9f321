/**
 * Goes through XML piece by piece and tells of its tags by their local names. Only what workbooks are made of: what a document type would
 * declare is refused, so that nothing in it can grow.
 */

/** The piece, and where in it something stands: most of it nobody needs as text of its own. */
export interface XmlReader {
  /** `xml` from `from` to `to`: the attributes. An empty tag is opened and closed. */
  open(name: string, xml: string, from: number, to: number): void;
  close(name: string): void;
  /** Between tags, as written; of CDATA as meant. */
  text(xml: string, from: number, to: number, isPlain: boolean): void;
}

export class XmlError extends Error {}

const lessThan = 0x3c;
const greaterThan = 0x3e;
const slash = 0x2f;
const bang = 0x21;
const questionMark = 0x3f;
const colon = 0x3a;
/** In signs: no tag and no text of a cell is longer. */
const longestPart = 1_000_000;

export class XmlScanner {
  readonly #reader: XmlReader;
  #rest = '';
  #depth = 0;
  #hasRoot = false;

  constructor(reader: XmlReader) {
    this.#reader = reader;
  }

  /** A piece may end anywhere. @throws XmlError */
  feed(piece: string): void {
    const reader = this.#reader;
    const xml = this.#rest === '' ? piece : this.#rest + piece;
    const { length } = xml;
    let at = 0;
    for (;;) {
      let open = at;
      while (open < length && xml.charCodeAt(open) !== lessThan) open += 1;
      if (open + 1 >= length) break;
      const kind = xml.charCodeAt(open + 1);
      let end: number;
      if (kind === slash) {
        end = xml.indexOf('>', open + 2);
        if (end === -1) break;
        if (open > at) reader.text(xml, at, open, false);
        this.#depth -= 1;
        if (this.#depth < 0) throw new XmlError('a tag is closed that was not opened');
        reader.close(localName(xml, open + 2, nameEnd(xml, open + 2, end)));
      } else if (kind === bang) {
        end = this.#declared(xml, at, open);
        if (end === -1) break;
      } else if (kind === questionMark) {
        end = xml.indexOf('?>', open + 2);
        if (end === -1) break;
        if (open > at) reader.text(xml, at, open, false);
        end += 1;
      } else {
        end = tagEnd(xml, open + 1);
        if (end === -1) break;
        if (open > at) reader.text(xml, at, open, false);
        const isEmpty = xml.charCodeAt(end - 1) === slash;
        const to = isEmpty ? end - 1 : end;
        const from = nameEnd(xml, open + 1, to);
        const name = localName(xml, open + 1, from);
        this.#hasRoot = true;
        reader.open(name, xml, from, to);
        if (isEmpty) reader.close(name);
        else this.#depth += 1;
      }
      at = end + 1;
    }
    this.#rest = at === 0 ? xml : xml.slice(at);
    if (this.#rest.length > longestPart) throw new XmlError('a part has no end');
  }

  /** Nothing follows. @throws XmlError where something is missing */
  end(): void {
    if (!this.#hasRoot || this.#depth !== 0 || this.#rest.includes('<')) throw new XmlError('the end is missing');
  }

  /** A comment, CDATA. Answers its end, -1 where it is not there yet. */
  #declared(xml: string, at: number, open: number): number {
    if (xml.startsWith('<!--', open)) {
      const end = xml.indexOf('-->', open + 4);
      if (end !== -1 && open > at) this.#reader.text(xml, at, open, false);
      return end === -1 ? -1 : end + 2;
    }
    if (xml.startsWith('<![CDATA[', open)) {
      const end = xml.indexOf(']]>', open + 9);
      if (end === -1) return -1;
      if (open > at) this.#reader.text(xml, at, open, false);
      this.#reader.text(xml, open + 9, end, true);
      return end + 2;
    }
    if (xml.length - open < 9 && ('<!--'.startsWith(xml.slice(open, open + 4)) || '<![CDATA['.startsWith(xml.slice(open)))) return -1;
    // SECURITY: a document type can declare names that stand for each other, and a few lines become gigabytes.
    throw new XmlError('workbooks have no document type');
  }
}

/** The `>` of a tag; in its attributes' values it is a sign. -1: not there yet. */
function tagEnd(xml: string, from: number): number {
  for (let at = from; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === greaterThan) return at;
    if (code === 0x22 || code === 0x27) {
      at = xml.indexOf(code === 0x22 ? '"' : "'", at + 1);
      if (at === -1) return -1;
    }
  }
  return -1;
}

function nameEnd(xml: string, from: number, to: number): number {
  let end = from;
  while (end < to && xml.charCodeAt(end) > 0x20 && xml.charCodeAt(end) !== slash) end += 1;
  return end;
}

function localName(xml: string, from: number, to: number): string {
  for (let at = from; at < to; at += 1) if (xml.charCodeAt(at) === colon) return xml.slice(at + 1, to);
  return xml.slice(from, to);
}

const attribute = /([^\s=:]+:)?([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

/** All attributes of a tag by their local names; of two of a name (`id`, `r:id`) the one with a prefix. */
export function attributesOf(xml: string, from: number, to: number): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, prefix, name = '', double, single] of xml.slice(from, to).matchAll(attribute))
    if (prefix !== undefined || !attributes.has(name)) attributes.set(name, resolved(double ?? single ?? ''));
  return attributes;
}

const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text as meant: `&amp;` is `&`. A name that XML does not have stays as it is. */
export const resolved = (text: string): string =>
  text.includes('&')
    ? text.replaceAll(/&(?:#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6})|(\w+));/gu, (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return names[name] ?? whole;
        const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
      })
    : text;
