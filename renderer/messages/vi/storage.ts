/** Vietnamese wording: the desk's own files and clock (page). */
export default {
  'storage.damaged.name': 'Tệp hỏng được giữ lại với tên {name}.',
  'storage.restore': 'Dùng bản sao lưu lúc {time}',
  'storage.restore.note': 'Những gì làm sau lúc đó không có trong bản sao. Chứng từ đang chờ được tra cứu ở Onflow trước khi gửi, nên không tạo trùng.',
  'storage.noCopy': 'Chưa có bản sao lưu nào. Mở lại kết nối để bắt đầu với tệp mới.',
  'storage.restored': 'Tệp cài đặt của ứng dụng bị hỏng, đã dùng bản sao lưu lúc {time}',
  'storage.startedEmpty': 'Tệp cài đặt của ứng dụng bị hỏng và chưa có bản sao lưu: bắt đầu với cài đặt mới',
  'storage.held.opening': 'Thường là phần mềm diệt virus hoặc sao lưu. Không cần làm gì: kết nối tự mở ngay khi chương trình đó nhả tệp ra. Nếu kéo dài, đóng chương trình đang giữ tệp.',
  'storage.copied.title': 'Thư mục dữ liệu này đã được chép hoặc khôi phục',
  'storage.copied.text': 'Đơn chưa xác nhận có thể đã được gửi từ bản kia, nên từng đơn được tra cứu ở Onflow trước khi gửi. Bạn không cần làm gì.',
  'storage.clock.title': 'Đồng hồ của máy này sai',
  'storage.clock.next': 'Ngày giờ của máy ở trước ngày ứng dụng được làm ra. Hãy chỉnh lại: giờ trong nhật ký và trên chứng từ sẽ sai theo.',
} satisfies Record<string, string>;
