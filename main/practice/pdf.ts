/** Writes lines of text as a small, valid PDF: enough for the bills of the practice provider. */

const linesPerPage = 46;

/**
 * A4, Helvetica, one line below the other, the first of each page larger. The standard fonts have no Vietnamese, so the text is folded to
 * ASCII. The same lines give the same bytes: no date, no random id.
 */
export function textPdf(lines: readonly string[]): Buffer {
  const pages: string[][] = [];
  for (let at = 0; at < Math.max(1, lines.length); at += linesPerPage) pages.push(lines.slice(at, at + linesPerPage));

  // Objects: 1 catalogue, 2 page tree, 3 and 4 fonts, then a page and its content for each page.
  const pageIds = pages.map((_, index) => 5 + index * 2);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pageIds.map((id) => `${id} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => {
      const content = contentOf(page);
      return [
        '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> ' +
          `/Contents ${(pageIds[index] ?? 0) + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];

  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = ['0000000000 65535 f ', ...offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n `)].join('\n');
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(`${file}xref\n0 ${objects.length + 1}\n${table}\n${trailer}`, 'latin1');
}

function contentOf(lines: readonly string[]): string {
  const shown = lines.map((line, index) => `${index === 0 ? '/F2 16 Tf' : '/F1 10 Tf'} (${escaped(line)}) Tj 0 -16 Td`);
  return `BT 50 790 Td ${shown.join('\n')} ET`;
}

function escaped(text: string): string {
  const ascii = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').replaceAll(/[–—]/g, '-');
  return ascii
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .replaceAll(/[\\()]/g, String.raw`\$&`)
    .slice(0, 400);
}
