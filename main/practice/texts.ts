/** What the practice provider says, in Vietnamese and English: error texts, problems of fields, and labels of states. */

export type Language = 'vi' | 'en';
type Text = Readonly<Record<Language, string>>;

/** Vietnamese unless English is asked for first: `Accept-Language: vi` is what the documentation prints (D), `en` is assumed (A). */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*en\b/i.test(acceptLanguage ?? '') ? 'en' : 'vi';
}

/** Codes down to PRODUCT_CANNOT_ASSIGN_TO_WAREHOUSE are the provider's (onflow-api.md, Errors, D); those below it are practice's own. */
const errors = {
  BAD_REQUEST: { vi: 'Yêu cầu không hợp lệ', en: 'Bad request' },
  UNAUTHORIZED: { vi: 'Mã truy cập không hợp lệ', en: 'The access token is not valid' },
  FORBIDDEN: { vi: 'Không có quyền truy cập', en: 'Access denied' },
  NOT_FOUND: { vi: 'Không tìm thấy', en: 'Not found' },
  METHOD_NOT_ALLOWED: { vi: 'Phương thức không được hỗ trợ', en: 'Method not allowed' },
  INVALID_PAYLOAD: { vi: 'Dữ liệu gửi lên không hợp lệ', en: 'The payload is not valid' },
  INTERNAL_SERVER_ERROR: { vi: 'Lỗi hệ thống', en: 'Internal server error' },
  PRODUCTS_BY_OASIN_NOT_FOUND: { vi: 'Các OASIN sau không tồn tại', en: 'These OASIN do not exist' },
  PRODUCTS_NOT_MAPPED_IN_WAREHOUSE: { vi: 'Sản phẩm chưa được gán vào kho này', en: 'Products are not assigned to this warehouse' },
  PRODUCTS_INACTIVE: { vi: 'Sản phẩm phải ở trạng thái ACTIVE', en: 'Products must be ACTIVE' },
  DUPLICATE_BARCODE: { vi: 'Mã vạch đã được dùng cho sản phẩm khác', en: 'The barcode belongs to another product' },
  ALREADY_EXISTS: { vi: 'SKU đã tồn tại trong doanh nghiệp', en: 'The SKU exists in this business' },
  PRODUCT_NOT_FOUND: { vi: 'Không tìm thấy sản phẩm', en: 'Product not found' },
  PRODUCT_STATUS_NOT_NEW: { vi: 'Sản phẩm không ở trạng thái NEW', en: 'The product is not NEW' },
  PRODUCT_WAREHOUSE_CONFLICT: { vi: 'Sản phẩm đã được gán vào kho này', en: 'The product is already assigned to this warehouse' },
  PRODUCT_CANNOT_ASSIGN_TO_WAREHOUSE: { vi: 'Không thể gán sản phẩm vào kho này', en: 'The product cannot be assigned to this warehouse' },
  PRODUCT_ALREADY_INACTIVE: { vi: 'Sản phẩm đã ngừng hoạt động', en: 'The product is inactive already' },
  PURCHASE_ORDER_CANNOT_CANCEL: { vi: 'Chỉ hủy được đơn nhập đang vận chuyển', en: 'Only a purchase order in TRANSIT can be cancelled' },
  PURCHASE_ORDER_NOT_COMPLETED: { vi: 'Đơn nhập chưa hoàn thành kiểm hàng', en: 'The purchase order is not COMPLETED yet' },
  SHIPMENT_CANNOT_CANCEL: {
    vi: 'Không thể hủy vận đơn sau khi bàn giao hoặc đã hủy',
    en: 'The shipment was handed over or cancelled before',
  },
  RETURN_CANNOT_CANCEL: { vi: 'Không thể hủy đơn hoàn đã về kho hoặc đã hủy', en: 'The return has arrived or was cancelled before' },
  PAYLOAD_TOO_LARGE: { vi: 'Dữ liệu gửi lên quá lớn', en: 'The payload is too large' },
  TOO_MANY_REQUESTS: { vi: 'Quá nhiều yêu cầu, vui lòng thử lại sau', en: 'Too many requests, try again later' },
} as const satisfies Record<string, Text>;

export type ErrorName = keyof typeof errors;
export function errorText(code: ErrorName, language: Language): string {
  return errors[code][language];
}

const fieldProblems = {
  required: { vi: 'Trường này là bắt buộc', en: 'This field is required' },
  text: { vi: 'Phải là chuỗi ký tự', en: 'Must be a text' },
  number: { vi: 'Phải là số không âm', en: 'Must be a number, not negative' },
  quantity: { vi: 'Số lượng phải là số nguyên từ 1 trở lên', en: 'The quantity must be a whole number, 1 or more' },
  time: { vi: 'Phải là thời gian Unix tính bằng giây', en: 'Must be a Unix time in seconds' },
  list: { vi: 'Phải là danh sách', en: 'Must be a list' },
  object: { vi: 'Phải là đối tượng', en: 'Must be an object' },
  notEmpty: { vi: 'Cần ít nhất một dòng', en: 'Needs one row at least' },
  platform: { vi: 'Sàn phải là shopee, lazada, tiktok hoặc tiki', en: 'The platform must be shopee, lazada, tiktok or tiki' },
  shelfLife: { vi: 'Không được lớn hơn hạn sử dụng', en: 'Must not exceed the shelf life' },
  page: { vi: 'Phải là số nguyên từ 1 trở lên', en: 'Must be a whole number, 1 or more' },
  file: { vi: 'Thiếu tệp hoặc tệp rỗng', en: 'The file is missing or empty' },
} as const satisfies Record<string, Text>;

export type FieldProblemName = keyof typeof fieldProblems;
export function fieldProblemText(problem: FieldProblemName, language: Language): string {
  return fieldProblems[problem][language];
}
