/** Vietnamese words of the returns screen. */
export default {
  'returns.title': 'Hoàn hàng',
  'returns.new': 'Tạo hoàn hàng',
  'returns.search': 'Mã hoàn, tham chiếu, vận đơn gốc',
  'returns.form.new': 'Hoàn hàng mới',
  'returns.form.draft': 'Hoàn hàng mới: {reference}',
  'returns.empty': 'Chưa có lần hoàn hàng nào trong máy.',
  'returns.emptyHint': 'Tạo từ một vận đơn, hoặc tạo mới ở đây.',

  'returns.status.NEW': 'Mới tạo',
  'returns.status.PROBLEM': 'Có vấn đề',
  'returns.status.CANCELLED': 'Đã hủy',

  'returns.column.code': 'Mã hoàn',
  'returns.column.reference': 'Tham chiếu',
  'returns.column.shipment': 'Vận đơn gốc',
  'returns.column.warehouse': 'Kho',
  'returns.column.created': 'Tạo lúc',
  'returns.column.status': 'Trạng thái',

  'returns.section.return': 'Lần hoàn hàng',
  'returns.section.items': 'Sản phẩm quay về',
  'returns.section.note': 'Ghi chú',
  'returns.problemHint': 'Onflow báo lần hoàn này có vấn đề. Liên hệ bộ phận hỗ trợ của Onflow kèm mã {code}.',
  'returns.openShipment': 'Mở vận đơn {code}',
  'returns.items.label': 'Sản phẩm của {code}',
  'returns.items.none': 'Không khai báo sản phẩm nào.',
  'returns.cancel': 'Hủy hoàn hàng',
  'returns.cancel.title': 'Hủy hoàn hàng {code}?',
  'returns.cancel.text': 'Lần hoàn {reference} sẽ bị hủy ở Onflow. Không thể bật lại.',
  'returns.cancel.confirm': 'Hủy hoàn hàng {code}',
  'returns.cancel.already': 'Lần hoàn này đã hủy.',
} satisfies Record<string, string>;
