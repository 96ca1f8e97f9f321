/** English wording of what can be wrong with one field: what, and what to do. */
import type vi from './vi.ts';

export default {
  'problems.required': 'This must be filled in.',
  'problems.tooLong': 'Longer than {max} characters. Shorten it.',
  'problems.controlCharacters': 'There are control characters in it. Delete them and type it again.',
  'problems.invisibleCharacters': 'There are invisible characters in it (often from copying). Clear the field and type it again.',
  'problems.roundedBySheet':
    'Excel has rounded this code; its last digits are gone. Format the column as text (or as a number without decimals) in Excel, and copy it again.',
  'problems.noSpaces': 'A code has no spaces inside. Take them out.',
  'problems.thousandsMark': 'It is unclear whether the mark means thousands or decimals. Write it without: 1000.',
  'problems.notANumber': 'This is no number. Type digits only, such as 12.',
  'problems.notWhole': 'A whole number is needed.',
  'problems.tooSmall': 'The least is {min}.',
  'problems.tooLarge': 'The most is {max}.',
  'problems.notATime': 'Date and time are incomplete or wrong. Type them like 30/11/2026 09:00.',
  'problems.needsRow': 'At least one row is needed.',
  'problems.tooManyRows': 'Too many rows. Split it into several documents.',
  'problems.repeated': 'The same as another row. Remove one, or put them together.',
  'problems.needsShelfLife': 'Fill in the shelf life first.',
  'problems.beyondShelfLife': 'No longer than the shelf life ({max} days).',
  'problems.invalid': 'This value will not do.',
  'problems.etaPast': 'The arrival time has passed. Choose one that lies ahead.',
  'problems.notInWarehouse':
    '{elsewhere, select, unknown {The product is not in this warehouse. Change the warehouse or choose another product; if the product is still new, assign it to this one first.} none {The product is active, and in no warehouse as far as Onflow tells, which assigns new products only. Choose another one, or ask Onflow.} other {The product is not in this warehouse but in: {elsewhere}. An active product cannot be assigned to one more: change the warehouse or choose another product.}}',
  'problems.notActive':
    '{status, select, NEW {The product is new and in no warehouse yet. Assign it to one first, then send.} INACTIVE {The product is no longer active. Choose another one.} other {The product is not active. Choose another one, or assign it to a warehouse if it is new.}}',
  'problems.unknownProduct': 'This product is not in the catalogue yet. Choose one from the suggestions.',
  'problems.productGone':
    'Product {sku} was taken back or discarded, and Onflow has none of this SKU. Send the product again, or choose another one.',
  'problems.willNotBeInWarehouse':
    'Product {sku} is on its way, but will not be assigned to this warehouse. Assign it there too, or choose another warehouse.',
  'problems.twoProducts': 'This line names two products: one by its OASIN, one by an SKU on its way. Keep one of them.',
  'problems.skuExists':
    '{found, select, exact {Onflow has this SKU already ({code}). Use that product, or give another SKU.} alike {Much like SKU {other}, which Onflow has already ({code}). If the goods are the same, use that product.} other {Onflow has this SKU already. Use that product, or give another SKU.}}',
  'problems.referenceExists':
    '{found, select, exact {Onflow has this reference already ({code}). Give another one.} alike {Much like {other}, which Onflow has already ({code}). If it is the same order, do not send it again.} other {Onflow has this reference already. Give another one.}}',
  'problems.nameTaken': 'There is a “{name}” already. Choose another name.',
  'problems.keyHeldHere':
    '{where, select, draft {Another draft} other {The outbox}} {found, select, alike {has one much like it: {other}. If it is the same, do not send it again.} other {has this very one already. Unless it is to be sent twice, give another.}}',
  'problems.codeUsed':
    'Used before, for {key} {where, select, onflow {at Onflow} outbox {in the outbox} other {in another draft}}{found, select, alike { (written {other})} other {}}. See whether it is this parcel’s.',
  'problems.barcodeUsed':
    'This is the barcode of {key} {where, select, onflow {at Onflow} outbox {in the outbox} other {in another draft}}{found, select, alike { (written {other})} other {}}. A scan cannot tell two products with one barcode apart: look at what is printed on the goods.',
  'problems.labelUsed':
    'This very file was used as the label of {key} {where, select, outbox {in the outbox} other {in another draft}}. Drop this parcel’s own label.',
  'problems.mixedScripts':
    'There are Cyrillic or Greek letters in it that only look like Latin ones. Delete it and type it on an ordinary keyboard.',
  'problems.vietnameseLetters':
    'There are accents or đ in it, as a Vietnamese keyboard (Unikey, EVKey) makes them. Turn it off, then scan or type again.',
  'problems.notEnoughStock':
    '{available, select, 0 {This warehouse has none of it left.} other {This warehouse has only {available} left to sell.}} Send fewer, or change the warehouse.',
  'problems.stockPromised':
    'This warehouse has {available}, and {waiting} of them wait to be sent or were just sent: {left, select, 0 {none is} other {{left} are}} left for this one. Send fewer, or change the warehouse.',
  'problems.barcodeExists': 'This barcode belongs to another product at Onflow. Change it or take it out.',
  'problems.unknownBrand': 'Onflow has no such brand. Choose one from the list, or leave it empty.',
  'problems.unknownShipment': 'Onflow has no such shipment. Check the code of the original shipment.',
  'problems.unknownWarehouse': 'Onflow has no such warehouse. Choose another one from the list.',
  'problems.notPicked': 'Nothing was chosen for what was typed. Choose from the list, or clear the text.',
  'problems.fileVanished': 'This file is no longer on this computer. Take it out and drop it again.',
  'problems.fileUnreadable': 'This file cannot be read. Take it out and drop it again.',
  'problems.uploadTooLarge':
    'Onflow takes no file as large as this ({megabytes} MB). Compress it or scan it at a lower resolution, then replace it.',
  'problems.uploadKindRefused': 'Onflow does not take files of this kind. Save it as PDF or JPG, then replace it.',
  'problems.uploadRefused': 'Onflow did not take this file. Replace it, or take it out.',
  'problems.uploadUnread': 'The file was uploaded, but Onflow’s answer could not be read. Send again for another try, or take it out.',
  'problems.uploadBroken':
    'The upload of this file broke off again and again ({megabytes} MB). Compress it and replace it, or send again when the network is steady.',
  'problems.provider': 'Onflow does not accept this value.',
  'problems.other': 'Not right ({problem}).',
  'problems.profileNotJson': 'This is no well-formed JSON: check brackets, commas and double quotes.',
  'problems.profileName': 'A name has plain letters, digits and _ . - [ ], at most 64.',
  'problems.profileNames': 'A JSON object with pairs of names is needed.',
  'problems.profileNameTwice': 'Two names are turned into the same one.',
  'problems.profilePathSlash': 'A path begins with /.',
  'problems.profilePathCharacters': 'The path has characters that are not allowed, or is too long.',
  'problems.profilePathHost': 'A path holds no server name.',
  'problems.profilePathDots': 'A path holds no . or .. by itself.',
  'problems.profilePathQuery': 'A path holds no ? or #. Names of parameters go into "query".',
  'problems.profileMethod': 'This method cannot be used for this call (GET, POST, PUT, PATCH, DELETE).',
  'problems.profileAuthorization':
    'One short word such as Bearer, Token or NH, without blanks; none for no word. The token itself does not belong here.',
  'problems.profileFirstPage': 'Number of the first page: 0 or 1.',
  'problems.profilePageSize': 'Rows per page: a whole number from 1 to 500.',
  'problems.profilePlaceholderUnknown': 'This call has no code called “{name}” to put into its path.',
  'problems.profilePlaceholderMissing': 'The path has no place for the code “{name}” (in curly brackets).',
  'problems.profileQueryUnknown': 'This call has no parameter “{name}”.',
  'problems.profileNoFile': 'This call sends no file.',
  'problems.profileNoBody': 'This call sends no JSON.',
  'problems.profileCallUnknown': 'There is no call named “{name}”.',
  'problems.profileKeyUnknown': 'There is no entry named “{name}”.',
  'problems.profileType': 'Wrong kind of value: a text, a number or a JSON object is needed here.',
  'problems.labelSays': 'The label says “{label}”, this field says “{field}”. It may be the label of another order: look before you send.',
  'problems.labelTells': 'This field is empty, and the label says “{label}”.',
  'problems.labelDisagrees':
    'On one and the same label the bars say “{bars}” and the letters “{text}”. Download it from the marketplace again.',
  'problems.labelSeveral':
    'This file of {pages} pages has the labels of {count} parcels. Drop it on Import, which takes it apart: a label that fits comes to its draft.',
  'problems.labelNotRead':
    '{why, select, locked {The label asks for a password} noPages {The label has no page} tooLarge {A page of the label is too large} tooLong {Reading the label took too long} otherKind {No codes are read from pictures of this kind} notYet {The label is still being read} other {The label is damaged}}, so it was not compared with the form. Compare it by eye.',
  'problems.labelSilent': 'No code could be read from the label, so it was not compared with the form. Compare it by eye.',
  'problems.labelFaint':
    'The bars on the label are too pale or too small: printed by a label printer of 203 dots an inch they cannot be scanned. Download it again.',
  'problems.labelPages': 'The label has {pages} pages. All {pages} are sent and printed.',
  'problems.noLabel': 'There is no label. The warehouse needs one for the parcel, unless the marketplace sends it there itself.',
  'problems.noDocuments': 'There are no documents, and the last purchase order had some. Add them if the warehouse needs them.',
  'problems.unknownPlatform':
    'Onflow names Shopee, Lazada, TikTok and Tiki only, not “{word}”. If you are sure of it, send it all the same.',
  'problems.unknownDocumentType': 'Onflow’s documentation names invoices only, not “{word}”.',
  'problems.shelfLifeInbound':
    'This product must be good for at least {days} more days when it arrives, that is until {until}. Look at the date on the goods.',
  // Of rows of a file. `cell`: what stands in the cell.
  'problems.cellLongNumber':
    'Excel keeps 15 digits only, so the last ones of “{cell}” may be wrong. Export the file again, or format the column as text and paste the code.',
  'problems.cellNoValue':
    'This cell is a formula without its result. Open the file in Excel, save it and drop it again, or type the value here.',
  'problems.cellErrorValue': 'The formula in this cell has failed ({cell}). Mend it in Excel, or type the value here.',
  'problems.cellLettersLost':
    'Letters of this cell were lost when the file was saved (� or ? in their place). Save it as UTF-8 or XLSX, or type it here.',
  'problems.cellUnclosedQuote':
    'A quote is opened and never closed, so where this cell ends is unclear. Mend the row in the file and drop it again.',
  'problems.notADate': '“{cell}” is no date. Write it like 30/11/2026 or 2026-11-30.',
  'problems.dateUnclear': 'It is unclear which is the day and which the month in “{cell}”. Write it like 30/11/2026 or 2026-11-30.',
  'problems.rowWithoutOrder': 'This row has no order code. Fill it in, or leave the row out.',
  'problems.rowWithoutSku': 'This row has no SKU, barcode or OASIN. Fill in the product’s SKU.',
  'problems.differsInOrder': 'The rows of one order say different things: “{cell}” here, “{other}” in the row before. Make them the same.',
  'problems.unknownStatus': 'The status “{cell}” is not known. If the order is still to be sent, send it all the same.',
  'problems.unknownSku': 'No product has the code “{cell}”. Create the product, or link this code with one that is there.',
  'problems.skuAlike':
    '“{cell}” is no SKU exactly, it only looks like {other}. If that is the product, link it: it will not be asked again.',
  'problems.skuInIntake':
    'The product {sku} is still to be created at Onflow, and a shipment needs one that is there. Send the products first, then check this import again.',
  'problems.linesTogether': 'Two rows make {count} pieces of {name} together.',
  'problems.noWarehouse': 'It is not said which warehouse sends. Choose one for the whole sheet.',
  'problems.noPlatform': 'It is not said which marketplace the orders are of. Choose one for the whole sheet.',
  'problems.oldFile':
    'This looks like an old file: {count} of {of} orders are handed over, or older than {days} days. See whether it is the one you meant.',
  'problems.alreadyThere':
    '{where, select, onflow {Onflow has it already} outbox {It is in the outbox already} draft {It is in a draft already} intake {It was in an earlier import} other {It stands in row {row} of this import already}}{code, select, none {} other { ({code})}}. It is not sent again.',
  'problems.referenceAnew': 'What had the reference {reference} before was cancelled. A reference is sent once, so this time it is {anew}.',
  'problems.orderChanged':
    '{where, select, onflow {At Onflow} outbox {In the outbox} draft {In a draft} intake {In an earlier import} other {In row {row} of this import}} {what, select, name {this product is called “{before}”, here “{after}”} tracking {this order {before, select, none {has no tracking code yet} other {has the tracking code “{before}”}}, here it is “{after}”} label {this order has another label} lines {this order has other goods: {before}} warehouse {this order is for warehouse {before}} other {the contents are other}}. {next, select, take {The new code and label can be taken over: it has not left.} cancel {Onflow cannot change a shipment: open it, cancel it there (possible before handover), then check again, and this order is new.} wait {It is being sent: wait for it, then check again.} gone {The parcel is handed over, nothing can be changed: ask the courier or the marketplace.} other {Look at both, and decide which is to stay.}}',
  'problems.codeTwiceHere': 'Order {key}, row {row} of this import, has this code too. Each parcel has its own: look it up in the file.',
  'problems.stockTakenAbove':
    'This warehouse has {available} left, and the orders above take {waiting}: {left, select, 0 {none is left} other {{left} are left}} for this one. Take fewer, another warehouse, or leave an order out.',
  'problems.readAsNumber': '“{cell}” is read as {value}, as the other cells of the column are written. If that is wrong, mend the cell.',
  'problems.orderParted':
    'The order has {count} packages, this is number {at}. Each is a shipment; from the second on a number is put behind the reference.',
  'problems.packageUnclear':
    'The order has several packages, and this row does not say which it belongs to. See whether its goods are in the right one.',
  'problems.rowLeftOut':
    'This row is not sent: {why, select, cancelled {it is cancelled} sent {it has left} delivered {it is delivered} returned {it was returned} unpaid {it is not paid} other {it is over}} (“{cell}”), while other rows of the order are. Check how much is to be sent.',
  'problems.partlyReturned': '{cell} pieces were returned. They are not taken off the quantity: check it.',
  'problems.quantityMerged':
    'This quantity is one cell for several rows, so how many belong to each is unclear. Write a number in each row.',
  'problems.perhapsSent': 'The file has a time of sending ({cell}), so the order may have left already. Check before you send it.',
  'problems.cancelNoted':
    'A cancellation or return is noted (“{cell}”), although the order is still to be sent. Check with the marketplace first.',
  'problems.orderHeld':
    'The marketplace keeps this order back, or its buyer has asked to cancel (“{cell}”). Check with the marketplace first.',
  'problems.skuTwiceInSheet': 'This SKU stands in row {row} already. One row a product: take one out, or give it another SKU.',
  'problems.dayAssumed': '“{cell}” is read as {value}, day first; it could be month first. If that is wrong, mend the cell.',
  'problems.unitTurned': 'Read “{cell}” as {value}, by the unit that the file names.',
  'problems.unitUntold':
    'Read “{cell}” as {value}, as the column names no unit; it has numbers below 1, so it may be in kg. Name the unit in its header, such as “Weight (kg)”.',
  'problems.readAsDay': 'Read “{cell}” as {value}. If that is wrong, correct this cell.',
  'problems.brandsNotRead':
    'The brand “{cell}” was not looked up: the list of products that was given has no brands. Open the file in Onflow Desk.',
  'problems.keyAlikeHere':
    'This code differs from {key} in row {row} of this import in capitals alone. If both are one order or article, leave one of them out.',
  'problems.rowJoined': 'This row has no order code, so it goes with order {key} just above. If that is wrong, fill its code in here.',
  'problems.timeAssumed': 'The file has a day and no time: 09:00 on {value} is taken.',
  'problems.rowRepeated': 'This row is the very piece of row {row} (the same item code), so it is not counted again.',
  'problems.rowAlike': 'This row is exactly like row {row}; together they make {count}. If it was copied twice, write 0 as its quantity.',
  'problems.setAside':
    'Set aside, not sent: {why, select, cancelled {the order is cancelled} sent {handed to the courier} delivered {with its buyer} returned {returned or refunded} unpaid {not paid yet} total {a row of totals} note {a note, and no goods} other {the example row of a template}}.',
  'problems.columnsUnknown':
    '{missing, select, all {The columns of this sheet are not known} other {No column is known to be: {missing}}}. Open the file in Onflow Desk and choose the columns, or use a template.',
} satisfies Record<keyof typeof vi, string>;
