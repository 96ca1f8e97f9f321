/** The kind of the records that a line of goods names. */
export const goodsKind = 'product';
