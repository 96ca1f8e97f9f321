/** A claim sheet on as many pages as it takes: facts on the first, the head of the table on each, signatures behind the last line. */
import type { ClaimCell, ClaimSheet } from '../../contract/claim.ts';
import type { Sheet, Size } from '../../contract/printing.ts';

/** Answers the pages. `newSheet` makes an empty one, in the document: what fits is measured. */
export function drawClaim(claim: ClaimSheet, size: Size, newSheet: (size: Size) => HTMLElement): Sheet[] {
  const pages: HTMLElement[] = [];
  const begin = (): HTMLElement => {
    const page = part('div', 'claim');
    page.style.width = `${size.width}mm`;
    page.style.height = `${size.height}mm`;
    newSheet(size).append(page);
    pages.push(page);
    return page;
  };
  const isFull = (page: HTMLElement): boolean => page.scrollHeight > page.clientHeight;
  let page = begin();
  page.append(part('h1', '', claim.title), factsOf(claim));

  const table = (): HTMLElement => {
    const body = document.createElement('tbody');
    const whole = document.createElement('table');
    const head = document.createElement('thead');
    head.append(
      rowOf(
        'th',
        claim,
        claim.columns.map(({ title }) => title),
      ),
    );
    whole.append(head, body);
    page.append(whole);
    return body;
  };
  let body = table();
  const add = (row: HTMLElement): void => {
    body.append(row);
    if (!isFull(page) || body.childElementCount === 1) return;
    row.remove();
    page = begin();
    body = table();
    body.append(row);
  };
  for (const { cells, isDifferent } of claim.lines) {
    const row = rowOf('td', claim, cells);
    row.className = isDifferent ? 'different' : '';
    add(row);
  }
  const totals = rowOf('td', claim, claim.totals);
  totals.className = 'totals';
  add(totals);

  const end = part('div', 'end');
  end.append(...claim.notes.map((note) => part('p', '', note)), signaturesOf(claim));
  page.append(end);
  if (isFull(page)) {
    end.remove();
    page = begin();
    page.append(end);
  }
  for (const [index, each] of pages.entries()) {
    const [code] = claim.facts;
    each.append(part('footer', '', `${code?.value ?? ''} · ${claim.page} ${index + 1} / ${pages.length}`));
  }
  return pages.map(() => ({ ...size, isCut: false, missing: 'none' }));
}

function factsOf({ facts }: ClaimSheet): HTMLElement {
  const list = part('div', 'facts');
  for (const { term, value } of facts) {
    const fact = part('div', '');
    fact.append(part('span', 'factTerm', term), part('span', 'factValue', value));
    list.append(fact);
  }
  return list;
}

function signaturesOf({ signatures }: ClaimSheet): HTMLElement {
  const line = part('div', 'signatures');
  for (const { who, how } of signatures) {
    const one = part('div', 'signature');
    one.append(part('strong', '', who), part('span', '', how));
    line.append(one);
  }
  return line;
}

function rowOf(tag: 'th' | 'td', { columns }: ClaimSheet, cells: readonly ClaimCell[]): HTMLElement {
  const row = document.createElement('tr');
  for (const [index, cell] of cells.entries())
    row.append(
      part(tag, columns[index]?.type === 'number' ? 'number' : '', typeof cell === 'number' ? cell.toLocaleString('vi-VN') : cell),
    );
  return row;
}

function part(tag: string, name: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (name !== '') element.className = name;
  element.textContent = text;
  return element;
}
