/** Vietnamese wording: the day at a glance. */
export default {
  'today.needsPerson': 'Cần bạn sửa hoặc quyết định',
  'today.unknown': 'Chưa rõ kết quả',
  'today.drafts': 'Bản nháp',
  'today.recent': 'Gửi gần đây',
  'today.recent.empty': 'Chưa gửi gì từ máy này',
  'today.recent.empty.next': 'Tạo vận đơn, đơn nhập hoặc sản phẩm bằng các nút ở trên.',
} satisfies Record<string, string>;
