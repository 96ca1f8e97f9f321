/** Vietnamese wording: the day at a glance. */
export default {
  'today.new.shipment': 'Tạo vận đơn',
  'today.new.purchaseOrder': 'Tạo đơn nhập',
  'today.new.product': 'Tạo sản phẩm',
  'today.new.return': 'Tạo hoàn hàng',
  'today.newShipments': 'Vận đơn mới, chưa lấy hàng',
  'today.waitingHandover': 'Vận đơn chờ bàn giao',
  'today.onTheWay': 'Đơn nhập đang về kho',
  'today.returnProblems': 'Hoàn hàng có vấn đề',
  'today.newProducts': 'Sản phẩm chưa gán kho',
  'today.needsPerson': 'Cần bạn sửa hoặc quyết định',
  'today.unknown': 'Chưa rõ kết quả',
  'today.drafts': 'Bản nháp',
  'today.recent': 'Gửi gần đây',
  'today.recent.empty': 'Chưa gửi gì từ máy này',
  'today.recent.empty.next': 'Tạo vận đơn, đơn nhập hoặc sản phẩm bằng các nút ở trên.',
} satisfies Record<string, string>;
