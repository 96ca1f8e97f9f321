/** Vietnamese wording: rows chosen in a list, and what is done to many. */
export default {
  'batch.bar': 'Các dòng đã chọn',
  'batch.chosen': 'Đã chọn {count, number} dòng',
  'batch.all': 'Chọn tất cả {count, number} dòng khớp',
  'batch.clear': 'Bỏ chọn · Esc',
  'batch.head': 'Chọn cả danh sách',
  'batch.row': 'Chọn {code}',
  'batch.dropped': 'Bộ lọc đã đổi nên {count, number} dòng không còn được chọn.',
  'batch.export': 'Xuất {format}',
  'batch.exporting': 'Đang xuất {done, number}/{total, number}',
  'batch.exporting.stop': 'Dừng xuất',
  'batch.none': 'Không dòng nào đã chọn làm được việc này',
  'batch.typed': 'Gõ số {count, number} để xác nhận',
  'batch.result': '{what}: xong {done, number} · lỗi {failed, number} · còn {left, number}',
  'batch.result.undo': 'Lấy lại phần chưa gửi',
  'batch.result.undone': 'Đã lấy lại {count, number} dòng chưa gửi',
  'batch.result.open': 'Xem trong Hộp gửi',
  'batch.result.leftOut': 'Bỏ qua {count, number} dòng không làm được hoặc đang gửi',
  'batch.tooMany': 'Tối đa {most, number} dòng mỗi lần',
  'batch.tooManyChosen':
    'Đánh dấu từng dòng được tối đa {most, number} dòng, mà lần này là {count, number}: chưa thêm dòng nào. Lọc danh sách cho hẹp lại rồi chọn tất cả các dòng khớp.',
} satisfies Record<string, string>;
