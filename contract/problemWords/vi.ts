/** Vietnamese wording of what can be wrong with one field: what, and what to do. Keys are the messages of the contract's schemas. */
export default {
  'problems.required': 'Cần điền ô này.',
  'problems.tooLong': 'Dài quá {max} ký tự. Rút ngắn lại.',
  'problems.controlCharacters': 'Có ký tự điều khiển không nhìn thấy. Xóa đi rồi gõ lại.',
  'problems.invisibleCharacters': 'Có ký tự vô hình (thường do sao chép). Xóa hết rồi gõ lại.',
  'problems.roundedBySheet':
    'Excel đã làm tròn mã này, các chữ số sau đã mất. Trong Excel đổi định dạng cột thành Text (hoặc Number, 0 số lẻ) rồi sao chép lại.',
  'problems.noSpaces': 'Mã không được có khoảng trắng ở giữa. Bỏ khoảng trắng đi.',
  'problems.thousandsMark': 'Không rõ dấu chấm hay phẩy là hàng nghìn hay thập phân. Viết liền, ví dụ 1000.',
  'problems.notANumber': 'Đây không phải là số. Chỉ gõ chữ số, ví dụ 12.',
  'problems.notWhole': 'Cần số nguyên, không có phần lẻ.',
  'problems.tooSmall': 'Nhỏ nhất là {min}.',
  'problems.tooLarge': 'Lớn nhất là {max}.',
  'problems.notATime': 'Ngày giờ chưa đủ hoặc không đúng. Gõ như 30/11/2026 09:00.',
  'problems.needsRow': 'Cần ít nhất một dòng.',
  'problems.tooManyRows': 'Quá nhiều dòng. Tách thành nhiều chứng từ.',
  'problems.repeated': 'Bị trùng với một dòng khác. Bỏ bớt hoặc gộp lại.',
  'problems.needsShelfLife': 'Cần điền hạn sử dụng trước.',
  'problems.beyondShelfLife': 'Không được dài hơn hạn sử dụng ({max} ngày).',
  'problems.invalid': 'Giá trị không hợp lệ.',
  'problems.etaPast': 'Thời gian dự kiến đến đã qua. Chọn một thời điểm sắp tới.',
  'problems.notInWarehouse':
    '{elsewhere, select, unknown {Sản phẩm không có ở kho này. Đổi kho hoặc chọn sản phẩm khác; nếu sản phẩm còn mới thì gán vào kho này trước.} none {Sản phẩm đang hoạt động nhưng theo Onflow không nằm ở kho nào, mà Onflow chỉ cho gán sản phẩm mới. Chọn sản phẩm khác, hoặc nhờ Onflow hỗ trợ.} other {Sản phẩm không có ở kho này, chỉ có ở: {elsewhere}. Sản phẩm đang hoạt động thì không gán thêm kho được: đổi kho hoặc chọn sản phẩm khác.}}',
  'problems.notActive':
    '{status, select, NEW {Sản phẩm mới, chưa được gán vào kho nào. Gán kho trước rồi gửi.} INACTIVE {Sản phẩm đã ngừng hoạt động. Chọn sản phẩm khác.} other {Sản phẩm không ở trạng thái “Đang hoạt động”. Chọn sản phẩm khác, hoặc gán kho nếu là sản phẩm mới.}}',
  'problems.unknownProduct': 'Chưa thấy sản phẩm này trong danh mục. Chọn từ danh sách gợi ý.',
  'problems.productGone':
    'Sản phẩm {sku} đã được rút lại hoặc bị bỏ, và Onflow chưa có SKU này. Gửi lại sản phẩm, hoặc chọn sản phẩm khác.',
  'problems.willNotBeInWarehouse':
    'Sản phẩm {sku} đang chờ gửi, nhưng sẽ không được gán vào kho này. Thêm kho cho sản phẩm, hoặc chọn kho khác.',
  'problems.twoProducts': 'Dòng này chỉ ra hai sản phẩm: một theo OASIN, một theo SKU đang chờ gửi. Chỉ giữ một.',
  'problems.skuExists':
    '{found, select, exact {SKU này đã có ở Onflow ({code}). Dùng sản phẩm có sẵn hoặc đặt SKU khác.} alike {Gần giống SKU {other} đã có ở Onflow ({code}). Nếu là cùng một hàng thì dùng sản phẩm có sẵn.} other {SKU này đã có ở Onflow. Dùng sản phẩm có sẵn hoặc đặt SKU khác.}}',
  'problems.referenceExists':
    '{found, select, exact {Mã tham chiếu này đã có ở Onflow ({code}). Đặt mã khác.} alike {Gần giống mã {other} đã có ở Onflow ({code}). Nếu là cùng một đơn thì đừng gửi nữa.} other {Mã tham chiếu này đã có ở Onflow. Đặt mã khác.}}',
  'problems.nameTaken': 'Đã có “{name}”. Đặt tên khác.',
  'problems.keyHeldHere':
    '{where, select, draft {Một bản nháp khác} other {Hộp gửi}} {found, select, alike {có mã gần giống: {other}. Nếu là cùng một đơn hay cùng một hàng thì đừng gửi nữa.} other {đã có đúng mã này. Nếu không phải gửi hai lần thì đặt mã khác.}}',
  'problems.codeUsed':
    'Mã này đã dùng cho {key} {where, select, onflow {ở Onflow} outbox {trong hộp gửi} other {trong một bản nháp khác}}{found, select, alike { (viết là {other})} other {}}. Kiểm tra xem có đúng mã của đơn này không.',
  'problems.barcodeUsed':
    'Mã vạch này đang là của sản phẩm {key} {where, select, onflow {ở Onflow} outbox {trong hộp gửi} other {trong một bản nháp khác}}{found, select, alike { (viết là {other})} other {}}. Hai sản phẩm chung mã vạch thì kho quét sẽ lẫn; kiểm tra lại mã in trên hàng.',
  'problems.labelUsed':
    'Đúng tệp nhãn này đã dùng cho {key} {where, select, outbox {trong hộp gửi} other {trong một bản nháp khác}}. Thả nhãn của đơn này vào.',
  'problems.mixedScripts': 'Mã có lẫn chữ cái Nga hoặc Hy Lạp trông giống chữ La-tinh. Xóa đi rồi gõ lại bằng bàn phím thường.',
  'problems.vietnameseLetters':
    'Mã có chữ tiếng Việt có dấu, thường do bộ gõ (Unikey, EVKey) đang bật. Tắt tiếng Việt rồi quét hoặc gõ lại.',
  'problems.notEnoughStock':
    '{available, select, 0 {Kho này đã hết sản phẩm này.} other {Kho này chỉ còn {available} cái bán được.}} Giảm số lượng hoặc đổi kho.',
  'problems.stockPromised':
    'Kho này còn {available} cái, {waiting} cái đang chờ gửi hoặc vừa gửi: {left, select, 0 {không còn cái nào} other {chỉ còn {left} cái}} cho phiếu này. Giảm số lượng hoặc đổi kho.',
  'problems.barcodeExists': 'Mã vạch này đã thuộc về sản phẩm khác ở Onflow. Sửa hoặc bỏ mã vạch này.',
  'problems.unknownBrand': 'Onflow không có thương hiệu này. Chọn trong danh sách, hoặc bỏ trống.',
  'problems.unknownShipment': 'Onflow không có vận đơn này. Kiểm tra lại mã vận đơn gốc.',
  'problems.unknownWarehouse': 'Onflow không có kho này. Chọn kho khác trong danh sách.',
  'problems.notPicked': 'Chưa chọn được gì từ chữ đã gõ. Chọn trong danh sách, hoặc xóa chữ đã gõ.',
  'problems.fileVanished': 'Tệp này không còn trong máy. Bỏ ra rồi thả lại tệp.',
  'problems.fileUnreadable': 'Không đọc được tệp này. Bỏ ra rồi thả lại tệp.',
  'problems.uploadTooLarge':
    'Onflow không nhận tệp lớn như vậy ({megabytes} MB). Nén tệp hoặc quét lại với độ phân giải thấp hơn, rồi thay tệp.',
  'problems.uploadKindRefused': 'Onflow không nhận loại tệp này. Lưu lại thành PDF hoặc JPG, rồi thay tệp.',
  'problems.uploadRefused': 'Onflow không nhận tệp này. Thay tệp khác, hoặc bỏ tệp ra.',
  'problems.uploadUnread': 'Tệp đã được tải lên nhưng không đọc được câu trả lời của Onflow. Gửi lại để thử lần nữa, hoặc bỏ tệp ra.',
  'problems.uploadBroken': 'Tải tệp này lên nhiều lần vẫn không xong ({megabytes} MB). Nén tệp rồi thay, hoặc gửi lại khi mạng ổn định.',
  'problems.provider': 'Onflow không nhận giá trị này.',
  'problems.other': 'Chưa đúng ({problem}).',
  'problems.profileNotJson': 'Nội dung không phải JSON đúng cú pháp: kiểm tra dấu ngoặc, dấu phẩy và dấu nháy kép.',
  'problems.profileName': 'Tên chỉ gồm chữ không dấu, số và _ . - [ ], tối đa 64 ký tự.',
  'problems.profileNames': 'Cần một đối tượng JSON gồm các cặp tên.',
  'problems.profileNameTwice': 'Hai tên khác nhau bị đổi thành cùng một tên.',
  'problems.profilePathSlash': 'Đường dẫn phải bắt đầu bằng /.',
  'problems.profilePathCharacters': 'Đường dẫn có ký tự không được phép, hoặc quá dài.',
  'problems.profilePathHost': 'Đường dẫn không được chứa tên máy chủ.',
  'problems.profilePathDots': 'Đường dẫn không được chứa . hay .. đứng riêng.',
  'problems.profilePathQuery': 'Đường dẫn không được chứa ? hay #. Tên tham số đặt trong "query".',
  'problems.profileMethod': 'Phương thức không dùng được cho lệnh này (GET, POST, PUT, PATCH, DELETE).',
  'problems.profileAuthorization':
    'Một từ ngắn như Bearer, Token hoặc NH, không có dấu cách; none nếu không cần từ nào. Không dán mã truy cập vào đây.',
  'problems.profileFirstPage': 'Số của trang đầu tiên: 0 hoặc 1.',
  'problems.profilePageSize': 'Số dòng mỗi trang: số nguyên từ 1 đến 500.',
  'problems.profilePlaceholderUnknown': 'Lệnh này không có mã nào tên “{name}” để điền vào đường dẫn.',
  'problems.profilePlaceholderMissing': 'Đường dẫn thiếu chỗ điền mã “{name}” (đặt trong ngoặc nhọn).',
  'problems.profileQueryUnknown': 'Lệnh này không có tham số “{name}”.',
  'problems.profileNoFile': 'Lệnh này không gửi tệp.',
  'problems.profileNoBody': 'Lệnh này không gửi nội dung JSON.',
  'problems.profileCallUnknown': 'Không có lệnh nào tên “{name}”.',
  'problems.profileKeyUnknown': 'Không có mục nào tên “{name}”.',
  'problems.profileType': 'Sai kiểu dữ liệu: chỗ này cần chữ, số hoặc đối tượng JSON.',
  'problems.labelSays': 'Nhãn ghi “{label}”, ô này ghi “{field}”. Có thể đây là nhãn của đơn khác: xem lại trước khi gửi.',
  'problems.labelTells': 'Ô này còn trống, trong khi nhãn có ghi “{label}”.',
  'problems.labelDisagrees': 'Trên cùng một nhãn, mã vạch là “{bars}” còn chữ in là “{text}”. Hãy tải lại nhãn từ sàn.',
  'problems.labelSeveral':
    'Tệp {pages} trang này có nhãn của {count} kiện khác nhau. Thả tệp này vào Nhập hàng loạt để tách từng nhãn, nhãn khớp tự vào bản nháp của nó.',
  'problems.labelNotRead':
    '{why, select, locked {Tệp nhãn có mật khẩu} noPages {Tệp nhãn không có trang nào} tooLarge {Nhãn có trang quá lớn} tooLong {Đọc nhãn quá lâu} otherKind {Ảnh kiểu này không đọc được mã} notYet {Nhãn chưa đọc xong} other {Tệp nhãn bị hỏng}}, nên chưa đối chiếu được với phiếu. Hãy so bằng mắt.',
  'problems.labelSilent': 'Không đọc được mã nào trên nhãn, nên chưa đối chiếu được với phiếu. Hãy so bằng mắt.',
  'problems.labelFaint': 'Mã vạch trên nhãn quá mờ hoặc quá nhỏ: máy in nhãn 203 dpi in ra sẽ không quét được. Hãy tải lại nhãn từ sàn.',
  'problems.labelPages': 'Tệp nhãn có {pages} trang. Cả {pages} trang đều được gửi và in.',
  'problems.noLabel': 'Chưa có nhãn vận chuyển. Kho cần nhãn để dán lên kiện, nếu sàn không gửi nhãn thẳng cho kho.',
  'problems.noDocuments': 'Chưa có chứng từ, dù đơn nhập trước có. Thêm chứng từ nếu kho cần.',
  'problems.unknownPlatform': 'Onflow chỉ nêu Shopee, Lazada, TikTok và Tiki, không có “{word}”. Nếu chắc là đúng thì cứ gửi.',
  'problems.unknownDocumentType': 'Tài liệu của Onflow chỉ nêu loại “Hóa đơn”, không có “{word}”.',
  'problems.shelfLifeInbound': 'Sản phẩm cần còn hạn ít nhất {days} ngày khi đến kho, tức là đến {until}. Xem lại hạn in trên hàng.',
  // Of rows of a file. `cell`: what stands in the cell.
  'problems.cellLongNumber':
    'Excel chỉ giữ 15 chữ số, nên các số cuối của “{cell}” có thể đã sai. Xuất lại tệp gốc, hoặc định dạng cột thành Text rồi dán lại mã.',
  'problems.cellNoValue': 'Ô này là công thức chưa có kết quả. Mở tệp bằng Excel, lưu lại rồi thả vào lần nữa, hoặc gõ giá trị vào đây.',
  'problems.cellErrorValue': 'Công thức của ô này bị lỗi ({cell}). Sửa công thức trong Excel, hoặc gõ giá trị vào đây.',
  'problems.cellLettersLost': 'Ô này có chữ bị mất khi lưu tệp (dấu � hoặc ?). Lưu lại tệp dạng UTF-8 hoặc XLSX, hoặc gõ lại vào đây.',
  'problems.cellUnclosedQuote': 'Dấu nháy kép mở ra mà không đóng lại, nên không rõ ô này hết ở đâu. Sửa dòng này trong tệp rồi thả lại.',
  'problems.notADate': '“{cell}” không phải là ngày. Viết như 30/11/2026 hoặc 2026-11-30.',
  'problems.dateUnclear': 'Không rõ “{cell}” là ngày mấy tháng mấy. Viết như 30/11/2026 hoặc 2026-11-30.',
  'problems.rowWithoutOrder': 'Dòng này không có mã đơn. Điền mã, hoặc bỏ dòng này.',
  'problems.rowWithoutSku': 'Dòng này không có SKU, mã vạch hay OASIN. Điền SKU của sản phẩm.',
  'problems.differsInOrder': 'Các dòng của cùng một đơn ghi khác nhau: “{cell}” ở dòng này, “{other}” ở dòng trước. Sửa cho giống nhau.',
  'problems.unknownStatus': 'Chưa biết trạng thái “{cell}”. Nếu đơn này vẫn cần gửi thì cứ gửi.',
  'problems.unknownSku': 'Chưa có sản phẩm nào mang mã “{cell}”. Tạo sản phẩm, hoặc liên kết mã này với sản phẩm đã có.',
  'problems.skuAlike':
    '“{cell}” không trùng hẳn SKU nào, chỉ giống {other}. Nếu đúng là sản phẩm đó thì liên kết, lần sau không phải hỏi nữa.',
  'problems.skuInIntake':
    'Sản phẩm {sku} còn đang chờ tạo ở Onflow, mà vận đơn cần sản phẩm đã có. Gửi sản phẩm trước, rồi kiểm tra lại lượt nhập này.',
  'problems.linesTogether': 'Hai dòng gộp lại thành {name}: {count} cái.',
  'problems.noWarehouse': 'Chưa biết gửi từ kho nào. Chọn một kho cho cả bảng.',
  'problems.noPlatform': 'Chưa biết đơn của sàn nào. Chọn một sàn cho cả bảng.',
  'problems.oldFile':
    'Có vẻ là tệp cũ: {count} trong {of} đơn đã bàn giao hoặc đặt hơn {days} ngày trước. Kiểm tra xem có chọn nhầm tệp không.',
  'problems.alreadyThere':
    '{where, select, onflow {Đã có ở Onflow} outbox {Đã có trong hộp gửi} draft {Đã có trong một bản nháp} intake {Đã có trong lượt nhập trước} other {Đã có ở dòng {row} của lượt nhập này}}{code, select, none {} other { ({code})}}. Không gửi nữa.',
  'problems.referenceAnew': 'Chứng từ trước có mã tham chiếu {reference} đã hủy. Mỗi mã chỉ gửi một lần, nên lần này dùng {anew}.',
  'problems.orderChanged':
    '{where, select, onflow {Ở Onflow} outbox {Trong hộp gửi} draft {Trong một bản nháp} intake {Trong lượt nhập trước} other {Ở dòng {row} của lượt nhập này}} {what, select, name {sản phẩm này tên là “{before}”, ở đây là “{after}”} tracking {đơn này {before, select, none {chưa có mã vận đơn} other {có mã vận đơn “{before}”}}, ở đây là “{after}”} label {đơn này có nhãn khác} lines {đơn này có hàng khác: {before}} warehouse {đơn này ở kho {before}} other {nội dung khác}}. {next, select, take {Có thể lấy mã và nhãn mới vào đó: nó chưa đi.} cancel {Onflow không sửa được vận đơn: mở nó, hủy đi (được khi chưa bàn giao), rồi kiểm tra lại, đơn này sẽ thành đơn mới.} wait {Nó đang được gửi: đợi xong rồi kiểm tra lại.} gone {Kiện đã bàn giao, không đổi được nữa: hỏi hãng vận chuyển hoặc sàn.} other {Xem lại rồi quyết định giữ bản nào.}}',
  'problems.codeTwiceHere': 'Mã này còn có ở đơn {key}, dòng {row} của lượt nhập này. Mỗi kiện có mã riêng: kiểm tra lại trong tệp.',
  'problems.stockTakenAbove':
    'Kho này còn {available} cái, các đơn phía trên đã lấy {waiting}: {left, select, 0 {không còn cái nào} other {chỉ còn {left} cái}} cho đơn này. Giảm số lượng, đổi kho, hoặc bỏ bớt đơn.',
  'problems.readAsNumber': 'Đọc “{cell}” là {value}, theo cách viết của các ô khác trong cột. Nếu không đúng thì sửa ô này.',
  'problems.orderParted':
    'Đơn này có {count} kiện, đây là kiện thứ {at}. Mỗi kiện là một vận đơn; từ kiện thứ hai, mã tham chiếu có thêm số ở cuối.',
  'problems.packageUnclear':
    'Đơn này có nhiều kiện, mà dòng này không ghi thuộc kiện nào. Kiểm tra xem hàng của dòng này nằm đúng kiện chưa.',
  'problems.rowLeftOut':
    'Dòng này không gửi: {why, select, cancelled {đã hủy} sent {đã gửi} delivered {đã giao} returned {đã hoàn} unpaid {chưa thanh toán} other {không còn hiệu lực}} (“{cell}”), các dòng khác của đơn thì vẫn gửi. Kiểm tra lại số hàng.',
  'problems.partlyReturned': 'Có {cell} cái đã được trả. Số lượng gửi chưa trừ ra: kiểm tra lại.',
  'problems.quantityMerged': 'Ô số lượng này gộp nhiều dòng, nên không rõ mỗi dòng bao nhiêu. Ghi số riêng cho từng dòng.',
  'problems.perhapsSent': 'Tệp có ghi ngày gửi hàng ({cell}), nên đơn này có thể đã gửi. Kiểm tra rồi mới gửi.',
  'problems.cancelNoted': 'Đơn có ghi hủy hoặc trả hàng (“{cell}”), dù trạng thái là chưa gửi. Kiểm tra trên sàn rồi mới gửi.',
  'problems.orderHeld': 'Sàn đang giữ đơn này, hoặc người mua xin hủy (“{cell}”). Kiểm tra trên sàn rồi mới gửi.',
  'problems.skuTwiceInSheet': 'SKU này đã có ở dòng {row} của bảng. Mỗi sản phẩm một dòng: bỏ bớt, hoặc đặt SKU khác.',
  'problems.dayAssumed': 'Đọc “{cell}” là ngày {value}; cũng có thể là tháng trước, ngày sau. Nếu không đúng thì sửa ô này.',
  'problems.unitTurned': 'Đọc “{cell}” là {value}, theo đơn vị ghi trong tệp.',
  'problems.unitUntold':
    'Đọc “{cell}” là {value}, vì cột không ghi đơn vị; cột này có số nhỏ hơn 1 nên có thể là kg. Ghi đơn vị vào tên cột, ví dụ “Cân nặng (kg)”.',
  'problems.readAsDay': 'Đọc “{cell}” là {value}. Nếu không đúng thì sửa ô này.',
  'problems.brandsNotRead':
    'Chưa tra được thương hiệu “{cell}”, vì danh mục đưa vào không có thương hiệu. Mở tệp trong Onflow Desk để tra.',
  'problems.keyAlikeHere':
    'Mã này chỉ khác chữ hoa, chữ thường với {key} ở dòng {row} của lượt nhập này. Nếu là cùng một đơn hay cùng một hàng thì bỏ một dòng.',
  'problems.rowJoined': 'Dòng này không có mã đơn, nên được tính vào đơn {key} ở ngay trên. Nếu không phải thì điền mã đơn vào đây.',
  'problems.timeAssumed': 'Tệp chỉ ghi ngày, không ghi giờ: lấy 09:00 ngày {value}.',
  'problems.rowRepeated': 'Dòng này là chính món hàng của dòng {row} (cùng mã món), nên không đếm thêm lần nữa.',
  'problems.rowAlike':
    'Dòng này giống hệt dòng {row}, đang cộng lại thành {count} cái. Nếu dòng bị chép hai lần thì ghi số lượng 0 vào đây.',
  'problems.setAside':
    'Để riêng, không gửi: {why, select, cancelled {đơn đã hủy} sent {đã giao cho hãng vận chuyển} delivered {đã giao tới người mua} returned {trả hàng hoặc hoàn tiền} unpaid {chưa thanh toán} total {dòng tổng cộng} note {dòng ghi chú, không phải hàng} other {dòng ví dụ của tệp mẫu}}.',
  'problems.columnsUnknown':
    '{missing, select, all {Không nhận ra các cột của bảng này} other {Chưa rõ cột nào là: {missing}}}. Mở tệp trong Onflow Desk và chọn cột, hoặc dùng tệp mẫu.',
} satisfies Record<string, string>;
