/** Vietnamese wording: the stock of all products. */
export default {
  'stock.title': 'Tồn kho',
  'stock.search': 'Tìm theo SKU, mã vạch, tên…',
  'stock.searchLabel': 'Tìm trong tồn kho',
  'stock.low': 'Chỉ hàng dưới ngưỡng cảnh báo',
  'stock.paste': 'Dán danh sách mã',
  'stock.paste.label': 'Mỗi dòng một SKU, OASIN hoặc mã vạch',
  'stock.paste.end': 'Bỏ danh sách mã',
  'stock.missing': 'Không có sản phẩm nào mang mã: {codes}',
  'stock.column.product': 'Sản phẩm',
  'stock.column.warehouse': 'Kho',
  'stock.column.available': 'Khả dụng',
  'stock.column.warning': 'Ngưỡng cảnh báo',
  'stock.column.asOf': 'Đọc lúc',
  'stock.unread': 'chưa đọc',
  'stock.none': 'kho chưa có hàng',
  'stock.empty': 'Không có sản phẩm nào',
  'stock.empty.hint': 'Đổi từ tìm hoặc bỏ bộ lọc.',
  'stock.lowUnknown':
    'Ngưỡng cảnh báo chỉ biết được ở sản phẩm tạo từ máy này, hoặc khi Onflow cho biết; tồn kho chỉ so được sau khi đã đọc.',
} satisfies Record<string, string>;
