/** The desk's own templates as files: they are known when they come back, in either language, and the example row is set aside. */
import type { ImportTable } from '../../contract/imports.ts';
import { csvMark, csvRow } from '../tables/csv.ts';
import { templateXlsx } from '../tables/templateBook.ts';
import { type TemplateLanguage, deskColumns, exampleMark, helpHeaders } from './deskColumns.ts';

export interface TemplateWanted {
  readonly table: ImportTable;
  readonly language: TemplateLanguage;
  readonly format: 'xlsx' | 'csv';
}

const titles: Readonly<Record<ImportTable, Readonly<Record<TemplateLanguage, string>>>> = {
  shipment: { vi: 'Vận đơn', en: 'Shipments' },
  product: { vi: 'Sản phẩm', en: 'Products' },
  'purchase-order': { vi: 'Đơn nhập', en: 'Purchase orders' },
};
const helpTitles: Readonly<Record<TemplateLanguage, string>> = { vi: 'Hướng dẫn', en: 'How to fill in' };
const yes: Readonly<Record<TemplateLanguage, string>> = { vi: 'Có', en: 'Yes' };

export async function templateFile({ table, language, format }: TemplateWanted): Promise<string | Uint8Array> {
  const columns = deskColumns[table].map(({ title, isNeeded, example, hint, allowed }, index) => ({
    title: title[language],
    isNeeded,
    // Its mark stands in the key, which every row has.
    example: index === 0 ? `${exampleMark[language]}${example}` : example,
    hint: hint[language],
    allowed,
  }));
  if (format === 'xlsx') {
    const help = columns.map(({ title, isNeeded, hint, allowed }) => [title, isNeeded ? yes[language] : '', hint, allowed.join('; ')]);
    return templateXlsx({
      title: titles[table][language],
      columns,
      help: { title: helpTitles[language], rows: [helpHeaders[language], ...help] },
    });
  }
  const hints = columns.map(
    ({ hint, allowed }, index) => `${index === 0 ? '# ' : ''}${[hint, allowed.join('; ')].filter((each) => each !== '').join(' ')}`,
  );
  return [csvMark, csvRow(columns.map(({ title }) => title)), csvRow(hints), csvRow(columns.map(({ example }) => example))].join('');
}
