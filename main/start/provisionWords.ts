/**
 * What is said at the terminal of `--provision`: the page has its own words, but nobody sees it where a script sets desks
 * up.
 */
import type { Language } from '../../contract/language.ts';
import type { KeyState } from '../../contract/connection.ts';
import type { DeskError, ErrorCode, FieldProblem } from '../../contract/errors.ts';
import type { Words } from './terminal.ts';

/** What became of a provisioning file. */
export type Provisioned = { readonly name: string; readonly key: KeyState } | { readonly error: DeskError };

export function provisionedInWords({ name, key }: Exclude<Provisioned, { error: unknown }>): Words {
  const said: Readonly<Record<KeyState, Words>> = {
    stored: { vi: 'Mã truy cập nằm trong kho khóa của máy.', en: 'Its token is in the keychain of this computer.' },
    sessionOnly: {
      vi: 'Kho khóa không nhận mã truy cập: mã chỉ được giữ đến khi đóng ứng dụng.',
      en: 'The keychain did not take its token: it is kept until the desk closes, and no longer.',
    },
    tooLong: {
      vi: 'Mã truy cập dài hơn mức kho khóa của Windows giữ được (2.560 byte): mã chỉ được giữ đến khi đóng ứng dụng.',
      en: 'Its token is longer than the keychain of Windows holds (2,560 bytes): it is kept until the desk closes, and no longer.',
    },
    refused: { vi: 'Onflow không chấp nhận mã truy cập.', en: 'Onflow does not accept its token.' },
    none: { vi: 'Chưa có mã truy cập: ứng dụng sẽ hỏi.', en: 'It has no token yet: the desk will ask for one.' },
  };
  return { vi: `Đã thiết lập kết nối “${name}”. ${said[key].vi}`, en: `The connection “${name}” is set up. ${said[key].en}` };
}

/** Why nothing, or not all of it, was set up. */
export function refusalInWords(error: DeskError, file: string): Words {
  const name = String(error.params?.['name'] ?? file);
  const words = titles[error.code];
  const title: Words =
    words === undefined
      ? { vi: `Lỗi ${error.code}.`, en: `Error ${error.code}.` }
      : { vi: words.vi.replace('{name}', name), en: words.en.replace('{name}', name) };
  const lines = (language: Language): string => (error.fields ?? []).map((field) => `\n  ${fieldLine(field, language)}`).join('');
  return {
    vi: `Không thiết lập được theo tệp “${file}”: ${title.vi}${lines('vi')}`,
    en: `Nothing was set up from “${file}”: ${title.en}${lines('en')}`,
  };
}

function fieldLine({ path, problem, params }: FieldProblem, language: Language): string {
  if (problem === 'profileKeyUnknown')
    return { vi: `${path}: không có mục nào tên “${params?.['name']}”.`, en: `${path}: there is no entry named “${params?.['name']}”.` }[
      language
    ];
  if (problem === 'invalid') return { vi: `${path}: giá trị này không dùng được.`, en: `${path}: this value will not do.` }[language];
  return `${path}: ${problem}${params === undefined ? '' : ` (${Object.values(params).join(', ')})`}`;
}

const titles: Readonly<Partial<Record<ErrorCode, Words>>> = {
  fileUnreadable: { vi: 'không đọc được tệp “{name}”.', en: 'the file “{name}” cannot be read.' },
  provisionNotJson: {
    vi: 'tệp không phải JSON đúng cú pháp. Kiểm tra dấu ngoặc, dấu phẩy và dấu nháy kép.',
    en: 'it is no valid JSON. Check brackets, commas and double quotes.',
  },
  provisionInvalid: {
    vi: 'tệp có chỗ chưa đúng. Tệp gồm name, environment (staging hoặc production), baseUrl và, nếu cần, profile; không bao giờ có mã truy cập.',
    en: 'it has something wrong in it. It holds name, environment (staging or production), baseUrl and, where needed, profile; never a token.',
  },
  caFileInvalid: {
    vi: 'tệp chứng thư của công ty (caFile) không dùng được: cần tệp PEM đọc được.',
    en: 'the company’s certificate file (caFile) cannot be used: it has to be a PEM file that can be read.',
  },
  profileInvalid: { vi: 'mục profile có chỗ chưa đúng.', en: 'its profile has something wrong in it.' },
  baseUrlInvalid: {
    vi: 'baseUrl không phải địa chỉ hợp lệ, ví dụ https://open-api.example.vn.',
    en: 'baseUrl is no valid address, such as https://open-api.example.vn.',
  },
  baseUrlNotHttps: { vi: 'baseUrl phải bắt đầu bằng https://.', en: 'baseUrl must begin with https://.' },
  baseUrlHasPath: { vi: 'baseUrl không được kèm đường dẫn.', en: 'baseUrl must have no path.' },
  baseUrlHasCredentials: { vi: 'baseUrl không được kèm tên hay mật khẩu.', en: 'baseUrl must have no name or password in it.' },
  nameTaken: {
    vi: 'đã có kết nối tên “{name}” với địa chỉ khác. Đặt tên khác, hoặc xóa kết nối cũ trong Cài đặt.',
    en: 'there is a connection named “{name}” with another address. Choose another name, or remove that one in Settings.',
  },
  tokenEmpty: { vi: 'mã truy cập rỗng.', en: 'the token is empty.' },
  tokenHasSpaces: { vi: 'mã truy cập có khoảng trắng hoặc xuống dòng ở giữa.', en: 'the token has spaces or line breaks inside.' },
  diskFull: { vi: 'ổ đĩa đã đầy.', en: 'the disk is full.' },
  storageNewer: {
    vi: 'dữ liệu trong thư mục này là của một phiên bản Onflow Desk mới hơn. Cài phiên bản mới rồi chạy lại.',
    en: 'the data in this folder is of a newer version of Onflow Desk. Install that version, then start again.',
  },
  storageReadOnly: { vi: 'không ghi được vào thư mục dữ liệu.', en: 'the data folder cannot be written to.' },
};
