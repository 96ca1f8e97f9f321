/** Why a file could not be read, at the terminal and in the report: the page has its own words, with the next step as it is taken there. */
import type { Language } from '../../contract/language.ts';

interface Trouble {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>> | undefined;
}

export function troubleIn(language: Language, { code, params = {} }: Trouble): string {
  const words = wordsOf[code]?.[language] ?? { vi: 'Không đọc được “{name}” ({code}).', en: '“{name}” cannot be read ({code}).' }[language];
  return words.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'code' ? code : String(params[name] ?? '')));
}

const wordsOf: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  sheetNotATable: {
    vi: '“{name}” không phải là bảng. Xuất lại từ sàn dạng XLSX hoặc CSV.',
    en: '“{name}” is no table. Export it again as XLSX or CSV.',
  },
  sheetWebPage: {
    vi: '“{name}” là một trang web được lưu với đuôi .xls. Mở bằng Excel và lưu lại dạng XLSX.',
    en: '“{name}” is a web page saved as .xls. Open it in Excel and save it as XLSX.',
  },
  sheetOldExcel: {
    vi: '“{name}” là tệp Excel đời cũ (trước 2007). Mở bằng Excel và lưu lại dạng XLSX.',
    en: '“{name}” is of an Excel before 2007. Open it in Excel and save it as XLSX.',
  },
  sheetLocked: {
    vi: '“{name}” có đặt mật khẩu. Bỏ mật khẩu trong Excel rồi lưu lại.',
    en: '“{name}” asks for a password. Take it away in Excel and save the file.',
  },
  sheetBroken: { vi: '“{name}” bị hỏng. Xuất lại tệp từ sàn.', en: '“{name}” is broken. Export it again.' },
  sheetEmpty: {
    vi: '“{name}” không có dòng nào. Kiểm tra xem đã chọn đúng tệp chưa.',
    en: '“{name}” has no rows. See whether it is the file you meant.',
  },
  sheetTooManyBytes: {
    vi: '“{name}” lớn hơn {megabytes} MB. Chia thành nhiều tệp.',
    en: '“{name}” is larger than {megabytes} MB. Part it.',
  },
  sheetTooManyRows: { vi: '“{name}” có hơn {most} dòng. Chia thành nhiều tệp.', en: '“{name}” has more than {most} rows. Part it.' },
  sheetTooManyCells: { vi: '“{name}” có hơn {most} ô. Chia thành nhiều tệp.', en: '“{name}” has more than {most} cells. Part it.' },
  sheetCellTooLong: {
    vi: '“{name}”, dòng {row}: một ô dài hơn {most} ký tự. Xóa bớt rồi lưu lại.',
    en: '“{name}”, row {row}: a cell is longer than {most} characters. Shorten it and save the file.',
  },
  sheetExpandsTooMuch: {
    vi: '“{name}” giải nén ra quá lớn, không giống một bảng bình thường. Xuất lại tệp từ sàn.',
    en: '“{name}” unpacks to more than any table has. Export it again.',
  },
  sheetTooLong: { vi: 'Đọc “{name}” quá lâu. Chia thành nhiều tệp.', en: '“{name}” took too long to read. Part it.' },
  fileVanished: { vi: 'Không có tệp “{name}”. Kiểm tra lại đường dẫn.', en: 'There is no file “{name}”. See whether the path is right.' },
  fileUnreadable: {
    vi: 'Không đọc được tệp “{name}”. Kiểm tra quyền đọc và nội dung tệp.',
    en: 'The file “{name}” cannot be read. See to its rights and contents.',
  },
  malformed: {
    vi: '“{name}” không phải danh mục sản phẩm dạng [{sku, barcode, oasin, name}].',
    en: '“{name}” is no list of products like [{sku, barcode, oasin, name}].',
  },
  noConnection: {
    vi: 'Trong thư mục dữ liệu này chưa có kết nối nào được mở bằng phiên bản này. Mở ứng dụng một lần, hoặc đưa danh mục bằng --catalogue.',
    en: 'No connection was opened in this data folder by this version yet. Open the desk once, or give a list of products with --catalogue.',
  },
  storageReadOnly: {
    vi: 'Không ghi được báo cáo vào “{path}”. Chọn chỗ khác.',
    en: 'The report cannot be written to “{path}”. Choose another place.',
  },
  diskFull: { vi: 'Ổ đĩa đã đầy: giải phóng chỗ trống rồi chạy lại.', en: 'The disk is full: make room, and run it again.' },
  locked: {
    vi: 'Tệp nhãn “{name}” có mật khẩu. Bỏ mật khẩu rồi lưu lại.',
    en: 'The label file “{name}” asks for a password. Save it without one.',
  },
  broken: { vi: 'Tệp nhãn “{name}” bị hỏng. Tải lại từ sàn.', en: 'The label file “{name}” is broken. Download it again.' },
  noPages: { vi: 'Tệp nhãn “{name}” không có trang nào. Tải lại từ sàn.', en: 'The label file “{name}” has no page. Download it again.' },
  tooLarge: { vi: 'Tệp nhãn “{name}” quá lớn. Chia thành nhiều tệp.', en: 'The label file “{name}” is too large. Part it.' },
  tooLong: { vi: 'Đọc tệp nhãn “{name}” quá lâu. Chia thành nhiều tệp.', en: 'The label file “{name}” took too long to read. Part it.' },
  tooMany: { vi: '“{name}” có quá nhiều trang hoặc tệp. Chia nhỏ ra.', en: '“{name}” has too many pages or files. Part it.' },
  otherKind: {
    vi: 'Không đọc được mã trong loại ảnh của “{name}”. Lưu lại dạng PNG, JPG hoặc PDF.',
    en: 'Codes in a picture like “{name}” are not read. Save it as PNG, JPG or PDF.',
  },
  notLabels: { vi: '“{name}” không phải PDF, ảnh hay tệp nén.', en: '“{name}” is no PDF, picture or archive.' },
  nested: {
    vi: '“{name}” nén lồng nhau quá nhiều lớp. Giải nén rồi đưa lại.',
    en: '“{name}” is packed too many times over. Unpack it first.',
  },
};
