/** Vietnamese wording: the drafts. */
export default {
  'drafts.search': 'Tìm bản nháp',
  'drafts.untitled': '(chưa có mã)',
  'drafts.column.updated': 'Sửa lúc',
  'drafts.column.created': 'Bắt đầu lúc',
  'drafts.open': 'Mở bản nháp',
  'drafts.duplicate': 'Nhân bản',
  'drafts.discard': 'Bỏ bản nháp',
  'drafts.discardNamed': 'Bỏ bản nháp {title}',
  'drafts.discarded': 'Đã bỏ bản nháp {title}',
  'drafts.restore': 'Lấy lại',
  'drafts.empty': 'Không có bản nháp nào',
  'drafts.empty.next': 'Mọi biểu mẫu đang soạn tự lưu vào đây. Bắt đầu từ Vận đơn, Đơn nhập, Sản phẩm hoặc Hàng hoàn.',
  'drafts.emptySearch': 'Không có bản nháp nào khớp',
} satisfies Record<string, string>;
