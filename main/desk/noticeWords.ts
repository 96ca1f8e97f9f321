/**
 * The words of a notice. It may be read on a locked screen by whoever passes: no customer, no reference that a person made up, and nothing
 * but the provider's own codes.
 */
import type { Language } from '../../contract/language.ts';
import type { NoticeGroup } from '../../contract/notices.ts';

export interface NoticeText {
  readonly title: string;
  readonly body: string;
}

export interface NoticeFacts {
  readonly count: number;
  /** The provider's codes; none where they are not to be shown. */
  readonly codes: readonly string[];
  /** Of a batch: what of it waits for a person, and what is not known yet. */
  readonly needPerson: number;
  readonly unknown: number;
  /** The name of the connection. */
  readonly of: string;
}

const english = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

const titles: Readonly<Record<Language, Readonly<Record<NoticeGroup, (count: number) => string>>>> = {
  vi: {
    outbox: (count) => `Hộp gửi: ${count} chứng từ cần bạn xử lý`,
    batches: (count) => `Đã gửi xong: Onflow nhận ${count} chứng từ`,
    differences: (count) => `${count} đơn nhập kiểm hàng có chênh lệch`,
    shipments: (count) => `${count} vận đơn bị hủy`,
    returns: (count) => `${count} đơn hoàn cần xem`,
    intakes: (count) => `Thư mục theo dõi: ${count} lượt nhập chờ bạn`,
  },
  en: {
    outbox: (count) => `Outbox: ${english(count, 'document needs you', 'documents need you')}`,
    batches: (count) => `All sent: Onflow has taken ${english(count, 'document', 'documents')}`,
    differences: (count) => `${english(count, 'purchase order', 'purchase orders')} came in with differences`,
    shipments: (count) => `${english(count, 'shipment was', 'shipments were')} cancelled`,
    returns: (count) => `${english(count, 'return', 'returns')} to look at`,
    intakes: (count) => `Watched folder: ${english(count, 'import waits', 'imports wait')} for you`,
  },
};

const words: Readonly<Record<Language, Readonly<Record<'more' | 'needPerson' | 'unknown', (count: number) => string>>>> = {
  vi: {
    more: (count) => `và ${count} mã nữa`,
    needPerson: (count) => `${count} cần bạn xử lý`,
    unknown: (count) => `${count} chưa rõ kết quả`,
  },
  en: {
    more: (count) => `and ${count} more`,
    needPerson: (count) => `${english(count, 'needs', 'need')} you`,
    unknown: (count) => `${count} not known yet`,
  },
};

/** macOS shows about four lines, and cuts what is longer than 256 bytes. */
const mostCodes = 3;

export function noticeText(group: NoticeGroup, language: Language, { count, codes, needPerson, unknown, of }: NoticeFacts): NoticeText {
  const { more, ...about } = words[language];
  const shown = codes.slice(0, mostCodes);
  const parts = [
    [...shown, ...(codes.length > shown.length ? [more(codes.length - shown.length)] : [])].join(', '),
    [...(needPerson > 0 ? [about.needPerson(needPerson)] : []), ...(unknown > 0 ? [about.unknown(unknown)] : [])].join(', '),
    of,
  ];
  return { title: titles[language][group](count), body: parts.filter((part) => part !== '').join('\n') };
}
