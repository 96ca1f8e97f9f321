/** The goods of the seeded company: 30 brands and the articles from which its 300 products are made. */

export interface Brand {
  readonly id: number;
  readonly name: string;
}

const brandNames = [
  'Nhà May Sài Gòn',
  'Lụa Vạn Phúc',
  'Dệt Kim Đông Xuân',
  'Giày Thượng Đình',
  'Mộc Miên',
  'Hương Sen',
  'Cỏ Mềm',
  'Thảo Nguyên Xanh',
  'Sao Mai',
  'Bích Chi',
  'Mắm Cốt Phú Quốc',
  'Trà Thái Nguyên Tân Cương',
  'Cà Phê Buôn Ma Thuột',
  'Hạt Điều Bình Phước',
  'Yến Khánh Hòa',
  'Bánh Đậu Rồng Vàng',
  'Điện Quang Minh',
  'Âm Thanh Việt',
  'Phụ Kiện Số',
  'Gia Dụng Sunny',
  'Gốm Bát Tràng',
  'Tre Việt',
  'Nhựa Duy Tân An',
  'Inox Hoàng Gia',
  'Chăn Ga Sông Hồng',
  'Mẹ và Bé An',
  'Bút Mực Thiên Long Hà',
  'Nến Thơm Đà Lạt',
  'Thú Cưng Miu',
  'Thể Thao Động Lực Mới',
];
/** The first bears the id of the printed example (X). */
export const brands: readonly Brand[] = brandNames.map((name, index) => ({ id: 2_240 + index * 3, name }));

export interface Article {
  readonly sku: string;
  readonly name: string;
  readonly brandId: number;
  readonly price: number;
  /** Grams. */
  readonly weight: number;
  /** Centimetres. */
  readonly size: readonly [length: number, width: number, height: number];
  readonly productSize: string | null;
  readonly colour: string | null;
  readonly characteristics: readonly string[];
  /** Days, `null` for what does not go off. */
  readonly shelfLife: number | null;
}

const colours: Readonly<Record<string, string>> = {
  DO: 'Đỏ',
  DEN: 'Đen',
  TRA: 'Trắng',
  XAN: 'Xanh navy',
  HON: 'Hồng',
  BE: 'Be',
  NAU: 'Nâu',
  XAM: 'Xám',
  REU: 'Xanh rêu',
  VAN: 'Vàng',
};
const clothingSizes: Readonly<Record<string, string>> = { S: 'Nhỏ', M: 'Vừa', L: 'Lớn', XL: 'Rất lớn' };

/**
 * `stem|name|brand (from 1)|price|grams|L×W×H|colours|sizes`. Letters in `sizes` are clothing sizes, numbers shoe sizes; other words
 * (volumes, weights, packs) become part of the name. A `!` before the name marks fragile goods, `$` valuable ones, `~n` at the end a shelf
 * life of n days.
 */
const articleTable = `
AT|Áo thun cổ tròn|1|159000|180|28×20×3|DO,DEN,TRA|S,M,L,XL
PL|Áo polo nam cá sấu|1|249000|240|30×22×4|XAN,DEN,TRA|S,M,L,XL
SM|Áo sơ mi linen tay dài|2|329000|220|32×24×4|TRA,BE,XAN|S,M,L,XL
AD|Áo dài lụa cách tân|2|890000|450|40×30×6|DO,HON,VAN|S,M,L,XL
VA|Váy hoa nhí dáng xòe|1|389000|320|35×25×5|HON,VAN,TRA|S,M,L,XL
QJ|Quần jean ống suông|1|429000|620|36×28×6|XAN,DEN,XAM|S,M,L,XL
QS|Quần short kaki|3|219000|310|30×24×4|BE,REU,DEN|S,M,L,XL
HD|Áo hoodie nỉ bông|3|359000|580|38×30×8|XAM,DEN,REU|S,M,L,XL
AK|Áo khoác gió hai lớp|30|469000|490|36×28×7|DEN,XAN,DO|S,M,L,XL
DB|Đồ bộ mặc nhà cotton|3|199000|300|30×22×5|HON,XAM,BE|S,M,L,XL
GT|Giày thể thao đế êm|4|549000|850|33×21×12|TRA,DEN|38,39,40,41,42
DP|Dép quai ngang|4|129000|380|30×18×9|NAU,DEN|38,39,40,41,42
BT|Giày búp bê da mềm|4|359000|520|30×19×10|BE,DEN|35,36,37,38,39
SRM|Sữa rửa mặt nghệ Hưng Yên|7|125000|140|16×6×4||100ml,200ml~1095
KDU|Kem dưỡng ẩm rau má|7|219000|120|7×7×6||30g,50g~1095
SER|!Serum vitamin C tinh chất sơ ri|8|349000|90|11×4×4||20ml,30ml~730
TON|Nước hoa hồng hoa cúc|8|189000|240|17×5×5||150ml,300ml~1095
SON|Son dưỡng dầu gấc|7|89000|20|8×2×2||Hồng đất,Đỏ cam~1095
DGD|Dầu gội bồ kết vỏ bưởi|6|165000|420|20×7×7||300ml,500ml~1095
TTR|Sữa tắm ngọc trai hương sen|6|149000|520|21×8×6||400ml,800ml~1095
XAB|Xà bông cà phê thủ công|5|69000|110|9×6×3||100g,bộ 3 bánh~730
KCN|Kem chống nắng trà xanh SPF50|8|259000|80|14×5×3||40ml,60ml~1095
MNA|Mặt nạ ngủ lá sen|7|199000|130|8×8×6||50g,100g~1095
TBC|Tẩy tế bào chết cà phê Đắk Lắk|7|165000|230|9×9×7||150ml,200ml~1095
NHO|!$Nước hoa hoa sữa Hà Nội|5|690000|280|14×8×5||30ml,50ml~1825
TDU|!Tinh dầu tràm Huế|28|120000|100|10×4×4||30ml,50ml~1825
KDR|Kem đánh răng muối tre|8|59000|170|20×5×4||100g,180g~1095
NSM|Nước súc miệng trà xanh|8|99000|560|20×8×6||250ml,500ml~1095
PHN|Phấn nước kiềm dầu|8|389000|90|9×9×4||tông sáng,tông tự nhiên~1095
SMO|Sáp vuốt tóc hương gỗ|5|179000|140|9×9×5||80g,100g~1095
BOT|Bột đậu đỏ rửa mặt|10|79000|210|15×10×4||100g,200g~540
KHT|Khăn ướt em bé không mùi|26|39000|480|20×11×7||gói 80 tờ,lốc 3 gói~1095
DTR|Dầu massage gừng|6|139000|190|15×5×5||100ml,150ml~1095
NMA|!Nước mắm cốt Phú Quốc 40 độ đạm|11|145000|900|28×8×8||500ml,chai đôi~730
CFE|Cà phê rang xay Buôn Ma Thuột|13|135000|510|24×12×7||250g,500g~365
CFS|Cà phê sữa hòa tan|13|72000|400|20×14×6||hộp 12 gói,hộp 24 gói~540
TRX|Trà móc câu Tân Cương|12|180000|210|18×10×6||100g,200g~540
TRS|Trà ướp sen Tây Hồ|12|420000|120|14×14×8||50g,100g~365
HDI|Hạt điều rang muối vỏ lụa|14|199000|520|18×13×8||250g,500g~270
MTR|Mứt dừa non Bến Tre|16|69000|320|20×14×6||200g,400g~180
BDX|Bánh đậu xanh Hải Dương|16|55000|340|20×12×5||hộp 200g,hộp 400g~150
YEN|!$Yến chưng đường phèn|15|290000|780|24×16×8||hộp 3 lọ,hộp 6 lọ~540
YST|$Tổ yến tinh chế|15|1850000|150|20×20×6||50g,100g~730
MAT|!Mật ong hoa cà phê|13|160000|720|20×8×8||350ml,500ml~730
BUN|Bún gạo khô|10|32000|420|30×12×5||400g,lốc 5 gói~365
PHO|Phở khô Hà Nội|10|38000|420|30×14×6||400g,lốc 5 gói~365
GAO|Gạo ST25 Sóc Trăng|10|185000|5050|42×28×9||2kg,5kg~180
TIE|!Tiêu đen Phú Quốc xay|11|85000|190|14×6×6||100g,200g~540
MUO|Muối tôm Tây Ninh|10|35000|150|12×6×6||100g,200g~365
RON|Rong biển cháy tỏi|10|59000|120|18×12×8||50g,100g~270
KHO|Khô gà lá chanh|10|89000|310|18×13×7||200g,300g~120
CHU|Chuối sấy dẻo Đà Lạt|10|65000|260|20×14×5||200g,500g~240
NGU|Ngũ cốc dinh dưỡng hạt sen|10|155000|560|24×15×7||500g,800g~365
DAU|!Dầu lạc ép lạnh|10|139000|1000|28×8×8||500ml,1 lít~365
KEO|Kẹo dừa sáp Trà Vinh|16|49000|330|18×12×5||200g,400g~270
TNG|Tai nghe không dây chống ồn|18|690000|120|10×10×4|DEN,TRA|
LOA|$Loa bluetooth mini|18|590000|640|18×9×9|DEN,XAN|
SAC|Củ sạc nhanh 30W|19|259000|90|8×5×4|DEN,TRA|
CAP|Cáp sạc USB-C bọc dù 2m|19|99000|60|14×10×2|DEN,DO|
PIN|$Pin dự phòng 20000mAh|19|549000|430|16×8×3|DEN,TRA|
CHU2|Chuột không dây yên tĩnh|19|219000|110|12×8×5|XAM,HON|
BPM|Bàn phím cơ 87 phím|19|890000|950|38×16×5|DEN,TRA|
DEN|!Đèn bàn LED chống cận|17|359000|980|40×18×10|TRA,HON|
BLD|!Bóng đèn LED tiết kiệm 12W|17|55000|80|13×7×7|TRA,VAN|
QUA|Quạt mini tích điện|20|289000|560|24×18×10|HON,XAN|
GIA|Giá đỡ điện thoại nhôm|19|149000|250|14×9×4|XAM,DEN|
OCA|Ổ cắm điện 6 lỗ|17|189000|620|36×8×6|TRA,DEN|
BAT|!Bộ bát ăn cơm men lam|21|259000|1900|28×28×14||bộ 4,bộ 6
ACH|!Ấm chén Bát Tràng men hỏa biến|21|650000|2300|36×26×14||6 chén,8 chén
LOH|!Lọ hoa gốm men rạn|21|320000|1500|32×18×18||cao 20cm,cao 28cm
THO|Thớt tre ép ngang|22|119000|900|36×24×2||cỡ vừa,cỡ lớn
DUA|Đũa tre khử trùng|22|45000|260|26×8×3||10 đôi,20 đôi
HOP|Hộp cơm giữ nhiệt|23|239000|680|20×16×14||2 tầng,3 tầng
BIN|Bình giữ nhiệt inox 304|24|289000|420|25×8×8||500ml,750ml
NOI|Nồi inox ba đáy|24|459000|1850|34×24×16||size 20cm,size 24cm
CHA|!Chảo chống dính vân đá|20|329000|1200|46×28×7||size 24cm,size 28cm
ROD|Rổ nhựa hai lớp|23|49000|320|28×28×12||cỡ vừa,cỡ lớn
CGA|Bộ chăn ga cotton Hàn Quốc|25|790000|2600|42×34×16||1m6,1m8
GOI|Ruột gối cao su non|25|299000|1300|60×38×12||1 chiếc,2 chiếc
KHA|Khăn tắm sợi tre|25|129000|380|32×24×6||60×120cm,70×140cm
BIM|Bỉm dán em bé|26|319000|1900|40×30×18||size M 64 miếng,size L 54 miếng~1095
BSU|!Bình sữa thủy tinh cổ rộng|26|189000|260|20×8×8||160ml,240ml
BUT|Bút bi mực xanh|27|60000|220|16×10×4||hộp 20 cây,hộp 50 cây
VOH|Vở ô ly 96 trang|27|75000|1100|26×20×6||lốc 5 quyển,lốc 10 quyển
NEN|!Nến thơm sả chanh|28|179000|420|10×10×11||150g,250g
CAT|Cát vệ sinh đậu nành cho mèo|29|155000|2600|30×20×10||3kg,6kg~730
TAM|Thảm tập yoga TPE|30|339000|1100|62×14×14||6mm,8mm
BOA|Bóng đá khâu tay số 5|30|279000|430|22×22×22||trắng đỏ,vàng xanh
`;

/** Made when it is asked for: a company is seeded once, and opened every day. */
export const seedArticles = (): readonly Article[] => articleTable.trim().split('\n').flatMap(articlesOf);

function articlesOf(row: string): Article[] {
  const [stem = '', marked = '', brand = '', price = '', weight = '', size = '', colourKeys = '', rest = ''] = row.split('|');
  const [sizeKeys = '', days] = rest.split('~');
  const [length = 0, width = 0, height = 0] = size.split('×').map(Number);
  const name = marked.replace(/^[!$]+/, '');
  const characteristics = [...(marked.includes('$') ? ['HIGH_VALUE'] : []), ...(marked.includes('!') ? ['FRAGILE'] : [])];
  const sizes = sizeKeys === '' ? [''] : sizeKeys.split(',');
  return (colourKeys === '' ? [''] : colourKeys.split(',')).flatMap((colourKey) =>
    sizes.map((sizeKey, sizeIndex) => {
      const colour = colours[colourKey] ?? null;
      const worn = clothingSizes[sizeKey] ?? (/^\d\d$/.test(sizeKey) ? sizeKey : null);
      return {
        sku: [stem, colourKey, skuPart(sizeKey)].filter((part) => part !== '').join('-'),
        name: [name, colour?.toLocaleLowerCase('vi') ?? '', worn === null ? sizeKey : ''].filter((part) => part !== '').join(' '),
        brandId: brands[Number(brand) - 1]?.id ?? 0,
        // The larger of two packs costs more; rounded to a thousand, as prices are.
        price: worn === null ? Math.round((Number(price) * (1 + sizeIndex * 0.7)) / 1_000) * 1_000 : Number(price),
        weight: worn === null ? Math.round(Number(weight) * (1 + sizeIndex * 0.8)) : Number(weight),
        size: [length, width, height] as const,
        productSize: worn ?? (sizeKey === '' ? null : sizeKey),
        colour,
        characteristics,
        shelfLife: days === undefined ? null : Number(days),
      };
    }),
  );
}

/** `hộp 12 gói` → `HOP12GOI`. */
function skuPart(size: string): string {
  const plain = size.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/đ/gi, 'd');
  return plain.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}
