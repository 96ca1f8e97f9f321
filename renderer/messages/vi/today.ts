/** Vietnamese wording: the day at a glance. */
export default {
  'today.group.next': 'Cần làm ngay',
  'today.group.waiting': 'Vận đơn chờ bàn giao',
  'today.group.coming': 'Đơn nhập đang về',
  'today.group.since': 'Từ lúc bạn rời máy',
  'today.group.today': 'Hôm nay',
  'today.needsPerson': 'Hộp gửi: cần bạn sửa hoặc quyết định',
  'today.unknown': 'Hộp gửi: chưa rõ kết quả',
  'today.intakes': 'Lượt nhập: chờ bạn',
  'today.drafts': 'Bản nháp',
  'today.by': 'Theo {what}:',
  'today.noCourier': 'Chưa có mã vận đơn',
  'today.notKnown': 'chưa biết',
  'today.asOf': 'Số liệu của Onflow, đọc',
  'today.recent': 'Gửi gần đây',
  'today.recent.empty': 'Chưa gửi gì từ máy này',
  'today.recent.empty.next': 'Tạo vận đơn, đơn nhập hoặc sản phẩm bằng các nút ở trên.',
} satisfies Record<string, string>;
