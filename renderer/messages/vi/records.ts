/** Vietnamese words shared by all lists and details. */
export default {
  'records.search': 'Tìm trong {list}',
  'records.filter.status': 'Lọc theo trạng thái',
  'records.filter.all': 'Tất cả',
  'records.filter.warehouse': 'Kho',
  'records.filter.allWarehouses': 'Tất cả',
  'records.clear': 'Bỏ lọc',
  'records.refresh': 'Làm mới',
  'records.never': 'Chưa lấy được số liệu từ Onflow',
  'records.refreshing': 'Đang cập nhật…',
  'records.stale': 'Không cập nhật được. Đang hiển thị số liệu đã lưu trong máy.',
  'records.emptySearch': 'Không có gì khớp với tìm kiếm này.',
  'records.emptySearchHint': 'Thử ít chữ hơn, hoặc bỏ lọc.',
  'records.notFound': 'Không có {code} trong máy.',
  'records.notFoundHint': 'Mã này có thể chưa được tải về, hoặc thuộc kết nối khác.',
  'records.loading': 'Đang mở…',
  'records.closeDetail': 'Đóng',
  'records.unknownStatus': 'Trạng thái {value}',

  'records.status.gone': 'Onflow không còn bản ghi này',

  'records.outbox.title': 'Chưa xong trong hộp gửi',
  'records.outbox.open': '{what} {reference}: {state}. Mở trong hộp gửi',
  'records.outbox.more': '{count, plural, other {và # mục nữa}}',

  'records.action.pending': '{what} đang ở trong hộp gửi: {state}.',
  'records.keep': 'Giữ nguyên',
  'records.created': 'Tạo lúc',
  'records.updated': 'Cập nhật lúc',
  'records.asOf': 'Cập nhật',
  'records.refreshOne': 'Làm mới {what}',
  'records.action.open': 'Mở trong hộp gửi',
} satisfies Record<string, string>;
