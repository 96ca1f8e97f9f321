/**
 * The address directory of the practice provider: the 63 provinces (as until 2025), with districts and wards in full detail where most
 * orders go.
 */

export interface Area {
  readonly id: number;
  readonly name: string;
}
interface Ward extends Area {
  readonly districtId: number;
}
interface District extends Area {
  readonly provinceId: number;
}

/** `code|province|district:ward,ward;district:…`; wards of a `Huyện` are communes unless marked `TT` (township). */
const directory = `
1|Thành phố Hà Nội|Quận Ba Đình:Phúc Xá,Trúc Bạch,Cống Vị,Ngọc Hà,Kim Mã,Giảng Võ,Thành Công;Quận Hoàn Kiếm:Hàng Bạc,Hàng Bồ,Hàng Bông,Hàng Đào,Hàng Trống,Tràng Tiền,Cửa Nam;Quận Tây Hồ:Quảng An,Nhật Tân,Xuân La,Yên Phụ,Thụy Khuê;Quận Long Biên:Ngọc Lâm,Bồ Đề,Gia Thụy,Việt Hưng,Phúc Đồng,Sài Đồng,Thạch Bàn;Quận Cầu Giấy:Nghĩa Đô,Quan Hoa,Dịch Vọng,Mai Dịch,Trung Hòa,Yên Hòa;Quận Đống Đa:Cát Linh,Văn Miếu,Láng Hạ,Láng Thượng,Ô Chợ Dừa,Khâm Thiên;Quận Hai Bà Trưng:Bạch Mai,Bách Khoa,Minh Khai,Vĩnh Tuy,Trương Định;Quận Hoàng Mai:Định Công,Hoàng Liệt,Lĩnh Nam,Tân Mai,Yên Sở;Quận Thanh Xuân:Hạ Đình,Khương Trung,Nhân Chính,Phương Liệt;Quận Nam Từ Liêm:Cầu Diễn,Mễ Trì,Mỹ Đình 1,Mỹ Đình 2,Trung Văn;Quận Bắc Từ Liêm:Cổ Nhuế 1,Cổ Nhuế 2,Đông Ngạc,Xuân Đỉnh;Quận Hà Đông:Mộ Lao,Văn Quán,Vạn Phúc,La Khê,Yên Nghĩa;Huyện Gia Lâm:TT Trâu Quỳ,TT Yên Viên,Bát Tràng,Đa Tốn,Ninh Hiệp;Huyện Đông Anh:TT Đông Anh,Cổ Loa,Hải Bối,Kim Chung,Vĩnh Ngọc;Huyện Thanh Trì:TT Văn Điển,Tả Thanh Oai,Ngũ Hiệp,Tứ Hiệp;Thị xã Sơn Tây:Quang Trung,Ngô Quyền,Trung Hưng
2|Tỉnh Hà Giang|Thành phố Hà Giang:Trần Phú,Nguyễn Trãi;Huyện Đồng Văn:TT Đồng Văn,Lũng Cú
4|Tỉnh Cao Bằng|Thành phố Cao Bằng:Hợp Giang,Sông Bằng;Huyện Trùng Khánh:TT Trùng Khánh,Đàm Thủy
6|Tỉnh Bắc Kạn|Thành phố Bắc Kạn:Đức Xuân,Sông Cầu;Huyện Ba Bể:TT Chợ Rã,Nam Mẫu
8|Tỉnh Tuyên Quang|Thành phố Tuyên Quang:Minh Xuân,Tân Quang;Huyện Na Hang:TT Na Hang,Năng Khả
10|Tỉnh Lào Cai|Thành phố Lào Cai:Cốc Lếu,Kim Tân;Thị xã Sa Pa:Sa Pa,Hàm Rồng
11|Tỉnh Điện Biên|Thành phố Điện Biên Phủ:Mường Thanh,Him Lam;Huyện Tuần Giáo:TT Tuần Giáo,Quài Cang
12|Tỉnh Lai Châu|Thành phố Lai Châu:Đoàn Kết,Tân Phong;Huyện Tam Đường:TT Tam Đường,Bản Bo
14|Tỉnh Sơn La|Thành phố Sơn La:Chiềng Lề,Tô Hiệu;Huyện Mộc Châu:TT Mộc Châu,Đông Sang
15|Tỉnh Yên Bái|Thành phố Yên Bái:Đồng Tâm,Minh Tân;Huyện Mù Cang Chải:TT Mù Cang Chải,La Pán Tẩn
17|Tỉnh Hòa Bình|Thành phố Hòa Bình:Phương Lâm,Tân Thịnh;Huyện Mai Châu:TT Mai Châu,Chiềng Châu
19|Tỉnh Thái Nguyên|Thành phố Thái Nguyên:Hoàng Văn Thụ,Tân Thịnh,Tân Cương;Thành phố Phổ Yên:Ba Hàng,Đồng Tiến
20|Tỉnh Lạng Sơn|Thành phố Lạng Sơn:Vĩnh Trại,Đông Kinh;Huyện Cao Lộc:TT Đồng Đăng,Hợp Thành
22|Tỉnh Quảng Ninh|Thành phố Hạ Long:Bãi Cháy,Hồng Gai,Cao Xanh;Thành phố Cẩm Phả:Cẩm Trung,Cẩm Thành;Thành phố Móng Cái:Ka Long,Trần Phú
24|Tỉnh Bắc Giang|Thành phố Bắc Giang:Trần Phú,Ngô Quyền;Thị xã Việt Yên:Bích Động,Nếnh
25|Tỉnh Phú Thọ|Thành phố Việt Trì:Gia Cẩm,Tiên Cát;Thị xã Phú Thọ:Âu Cơ,Hùng Vương
26|Tỉnh Vĩnh Phúc|Thành phố Vĩnh Yên:Liên Bảo,Ngô Quyền;Thành phố Phúc Yên:Hùng Vương,Trưng Trắc
27|Tỉnh Bắc Ninh|Thành phố Bắc Ninh:Suối Hoa,Ninh Xá,Võ Cường;Thành phố Từ Sơn:Đồng Kỵ,Đình Bảng;Huyện Tiên Du:TT Lim,Phật Tích
30|Tỉnh Hải Dương|Thành phố Hải Dương:Quang Trung,Trần Hưng Đạo;Thành phố Chí Linh:Sao Đỏ,Phả Lại
31|Thành phố Hải Phòng|Quận Hồng Bàng:Minh Khai,Hoàng Văn Thụ;Quận Lê Chân:An Biên,Cát Dài,Trại Cau;Quận Ngô Quyền:Lạch Tray,Máy Tơ;Huyện Cát Hải:TT Cát Bà,Phù Long
33|Tỉnh Hưng Yên|Thành phố Hưng Yên:Lê Lợi,Hiến Nam;Huyện Văn Giang:TT Văn Giang,Xuân Quan
34|Tỉnh Thái Bình|Thành phố Thái Bình:Lê Hồng Phong,Đề Thám;Huyện Tiền Hải:TT Tiền Hải,Đông Minh
35|Tỉnh Hà Nam|Thành phố Phủ Lý:Minh Khai,Hai Bà Trưng;Thị xã Duy Tiên:Đồng Văn,Hòa Mạc
36|Tỉnh Nam Định|Thành phố Nam Định:Vị Hoàng,Trần Tế Xương;Huyện Hải Hậu:TT Yên Định,Hải Anh
37|Tỉnh Ninh Bình|Thành phố Ninh Bình:Đông Thành,Vân Giang;Huyện Hoa Lư:TT Thiên Tôn,Ninh Hải
38|Tỉnh Thanh Hóa|Thành phố Thanh Hóa:Ba Đình,Lam Sơn,Đông Thọ;Thành phố Sầm Sơn:Bắc Sơn,Trường Sơn
40|Tỉnh Nghệ An|Thành phố Vinh:Hưng Bình,Quang Trung,Lê Lợi;Thị xã Cửa Lò:Nghi Thủy,Thu Thủy
42|Tỉnh Hà Tĩnh|Thành phố Hà Tĩnh:Bắc Hà,Nam Hà;Thị xã Kỳ Anh:Sông Trí,Kỳ Phương
44|Tỉnh Quảng Bình|Thành phố Đồng Hới:Hải Đình,Đồng Phú;Huyện Bố Trạch:TT Phong Nha,Cự Nẫm
45|Tỉnh Quảng Trị|Thành phố Đông Hà:Phường 1,Phường 5;Thị xã Quảng Trị:Phường 2,An Đôn
46|Tỉnh Thừa Thiên Huế|Thành phố Huế:Phú Hội,Vĩnh Ninh,Thuận Hòa,Kim Long;Thị xã Hương Thủy:Phú Bài,Thủy Dương
48|Thành phố Đà Nẵng|Quận Hải Châu:Hải Châu 1,Hải Châu 2,Thạch Thang,Thanh Bình,Bình Hiên,Hòa Cường Bắc;Quận Thanh Khê:Chính Gián,Thạc Gián,Vĩnh Trung,Xuân Hà,An Khê;Quận Sơn Trà:An Hải Bắc,An Hải Đông,Mân Thái,Phước Mỹ,Thọ Quang;Quận Ngũ Hành Sơn:Mỹ An,Khuê Mỹ,Hòa Hải,Hòa Quý;Quận Liên Chiểu:Hòa Khánh Bắc,Hòa Khánh Nam,Hòa Minh,Hòa Hiệp Nam;Quận Cẩm Lệ:Khuê Trung,Hòa Thọ Đông,Hòa Xuân,Hòa An;Huyện Hòa Vang:Hòa Phong,Hòa Nhơn,Hòa Tiến,Hòa Bắc
49|Tỉnh Quảng Nam|Thành phố Tam Kỳ:An Mỹ,Phước Hòa;Thành phố Hội An:Minh An,Cẩm Châu,Cẩm Nam
51|Tỉnh Quảng Ngãi|Thành phố Quảng Ngãi:Trần Phú,Nghĩa Lộ;Huyện Lý Sơn:An Hải,An Vĩnh
52|Tỉnh Bình Định|Thành phố Quy Nhơn:Lê Lợi,Nguyễn Văn Cừ,Ghềnh Ráng;Thị xã An Nhơn:Bình Định,Đập Đá
54|Tỉnh Phú Yên|Thành phố Tuy Hòa:Phường 7,Phú Đông;Thị xã Sông Cầu:Xuân Phú,Xuân Đài
56|Tỉnh Khánh Hòa|Thành phố Nha Trang:Lộc Thọ,Vĩnh Hải,Phước Hải;Thành phố Cam Ranh:Cam Linh,Ba Ngòi
58|Tỉnh Ninh Thuận|Thành phố Phan Rang – Tháp Chàm:Đài Sơn,Mỹ Hương;Huyện Ninh Hải:TT Khánh Hải,Vĩnh Hải
60|Tỉnh Bình Thuận|Thành phố Phan Thiết:Hàm Tiến,Mũi Né,Phú Trinh;Thị xã La Gi:Phước Hội,Tân An
62|Tỉnh Kon Tum|Thành phố Kon Tum:Quyết Thắng,Thắng Lợi;Huyện Kon Plông:TT Măng Đen,Hiếu
64|Tỉnh Gia Lai|Thành phố Pleiku:Diên Hồng,Hoa Lư;Thị xã An Khê:An Phú,Tây Sơn
66|Tỉnh Đắk Lắk|Thành phố Buôn Ma Thuột:Tân Lợi,Thắng Lợi,Ea Tam;Thị xã Buôn Hồ:An Lạc,Đạt Hiếu
67|Tỉnh Đắk Nông|Thành phố Gia Nghĩa:Nghĩa Thành,Nghĩa Tân;Huyện Đắk Mil:TT Đắk Mil,Đức Minh
68|Tỉnh Lâm Đồng|Thành phố Đà Lạt:Phường 1,Phường 3,Phường 10;Thành phố Bảo Lộc:Lộc Phát,B'Lao
70|Tỉnh Bình Phước|Thành phố Đồng Xoài:Tân Phú,Tân Bình;Thị xã Phước Long:Long Thủy,Thác Mơ
72|Tỉnh Tây Ninh|Thành phố Tây Ninh:Phường 2,Ninh Sơn;Thị xã Trảng Bàng:Trảng Bàng,An Tịnh
74|Tỉnh Bình Dương|Thành phố Thủ Dầu Một:Phú Cường,Hiệp Thành,Phú Lợi;Thành phố Dĩ An:An Bình,Đông Hòa;Thành phố Thuận An:Lái Thiêu,Bình Chuẩn
75|Tỉnh Đồng Nai|Thành phố Biên Hòa:Tân Phong,Trảng Dài,Quyết Thắng;Thành phố Long Khánh:Xuân An,Xuân Trung
77|Tỉnh Bà Rịa – Vũng Tàu|Thành phố Vũng Tàu:Phường 1,Phường 7,Thắng Tam;Thành phố Bà Rịa:Phước Hiệp,Long Toàn
79|Thành phố Hồ Chí Minh|Quận 1:Bến Nghé,Bến Thành,Cầu Kho,Cô Giang,Đa Kao,Nguyễn Cư Trinh,Tân Định;Quận 3:Võ Thị Sáu,Phường 4,Phường 9,Phường 12;Quận 4:Phường 1,Phường 8,Phường 13;Quận 5:Phường 2,Phường 7,Phường 11;Quận 7:Tân Phong,Tân Phú,Tân Quy,Phú Mỹ,Phú Thuận;Quận 10:Phường 4,Phường 12,Phường 14;Quận 12:Hiệp Thành,Thạnh Lộc,Tân Chánh Hiệp,Trung Mỹ Tây;Quận Bình Thạnh:Phường 13,Phường 22,Phường 25,Phường 26;Quận Gò Vấp:Phường 3,Phường 5,Phường 10,Phường 16;Quận Phú Nhuận:Phường 2,Phường 7,Phường 15;Quận Tân Bình:Phường 2,Phường 4,Phường 12,Phường 15;Quận Tân Phú:Hiệp Tân,Hòa Thạnh,Tây Thạnh,Tân Sơn Nhì;Quận Bình Tân:An Lạc,Bình Hưng Hòa,Bình Trị Đông,Tân Tạo;Thành phố Thủ Đức:An Phú,Thảo Điền,Hiệp Bình Chánh,Linh Trung,Long Thạnh Mỹ,Tăng Nhơn Phú A,Trường Thọ;Huyện Bình Chánh:TT Tân Túc,Bình Hưng,Vĩnh Lộc A,Vĩnh Lộc B,Phong Phú;Huyện Hóc Môn:TT Hóc Môn,Bà Điểm,Xuân Thới Thượng,Tân Xuân;Huyện Củ Chi:TT Củ Chi,Tân Phú Trung,Phước Vĩnh An;Huyện Nhà Bè:TT Nhà Bè,Phước Kiển,Phú Xuân;Huyện Cần Giờ:TT Cần Thạnh,Long Hòa
80|Tỉnh Long An|Thành phố Tân An:Phường 1,Phường 4;Huyện Đức Hòa:TT Đức Hòa,Mỹ Hạnh Nam
82|Tỉnh Tiền Giang|Thành phố Mỹ Tho:Phường 1,Phường 5;Thành phố Gò Công:Phường 2,Long Chánh
83|Tỉnh Bến Tre|Thành phố Bến Tre:An Hội,Phú Khương;Huyện Ba Tri:TT Ba Tri,An Đức
84|Tỉnh Trà Vinh|Thành phố Trà Vinh:Phường 1,Phường 7;Thị xã Duyên Hải:Phường 1,Long Toàn
86|Tỉnh Vĩnh Long|Thành phố Vĩnh Long:Phường 1,Phường 9;Thị xã Bình Minh:Cái Vồn,Thành Phước
87|Tỉnh Đồng Tháp|Thành phố Cao Lãnh:Phường 1,Mỹ Phú;Thành phố Sa Đéc:Phường 2,Tân Quy Đông
89|Tỉnh An Giang|Thành phố Long Xuyên:Mỹ Bình,Mỹ Long;Thành phố Châu Đốc:Châu Phú A,Núi Sam
91|Tỉnh Kiên Giang|Thành phố Rạch Giá:Vĩnh Thanh Vân,An Hòa;Thành phố Phú Quốc:Dương Đông,An Thới,Hàm Ninh
92|Thành phố Cần Thơ|Quận Ninh Kiều:An Khánh,Cái Khế,Tân An,Xuân Khánh;Quận Cái Răng:Hưng Phú,Lê Bình;Quận Bình Thủy:An Thới,Long Hòa
93|Tỉnh Hậu Giang|Thành phố Vị Thanh:Phường 1,Phường 3;Thành phố Ngã Bảy:Hiệp Thành,Ngã Bảy
94|Tỉnh Sóc Trăng|Thành phố Sóc Trăng:Phường 2,Phường 6;Thị xã Vĩnh Châu:Phường 1,Vĩnh Phước
95|Tỉnh Bạc Liêu|Thành phố Bạc Liêu:Phường 3,Nhà Mát;Thị xã Giá Rai:Hộ Phòng,Láng Tròn
96|Tỉnh Cà Mau|Thành phố Cà Mau:Phường 5,Tân Xuyên;Huyện Năm Căn:TT Năm Căn,Đất Mới
`;

interface Directory {
  readonly provinces: readonly Area[];
  readonly districts: readonly District[];
  readonly wards: readonly Ward[];
}

let read: Directory | null = null;

/** Read when it is asked for the first time: many a day nobody asks. */
export const addressDirectory = (): Directory => (read ??= readDirectory());

function readDirectory(): Directory {
  const provinces: Area[] = [];
  const districts: District[] = [];
  const wards: Ward[] = [];
  for (const line of directory.trim().split('\n')) {
    const [code = '', name = '', rest = ''] = line.split('|');
    const provinceId = Number(code);
    provinces.push({ id: provinceId, name });
    rest.split(';').forEach((entry, districtIndex) => {
      const [districtName = '', wardNames = ''] = entry.split(':');
      const districtId = provinceId * 100 + districtIndex + 1;
      districts.push({ id: districtId, name: districtName, provinceId });
      wardNames.split(',').forEach((ward, wardIndex) => {
        wards.push({ id: districtId * 100 + wardIndex + 1, name: wardName(districtName, ward), districtId });
      });
    });
  }
  return { provinces, districts, wards };
}

function wardName(district: string, ward: string): string {
  if (ward.startsWith('Phường ')) return ward;
  if (ward.startsWith('TT ')) return `Thị trấn ${ward.slice(3)}`;
  return `${district.startsWith('Huyện') ? 'Xã' : 'Phường'} ${ward}`;
}
