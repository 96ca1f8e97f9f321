/**
 * Takes people out of texts: names, phone numbers, addresses and free notes. Bodies are kept as they came, without the
 * token, on this computer alone; what is shown, copied or exported goes through here unless the operator ticked otherwise.
 */

const hidden = '•••';

/**
 * Keys whose values say who or where somebody is. Names of products and warehouses go with them: too much hidden is a nuisance, too little
 * is a leak.
 */
const personalKey =
  /name$|phone|mobile|tel$|telephone|hotline|fax|zalo|e?mail|address|street|ward|district|province|city|commune|location|latitude|longitude|^lat$|^lng$|contact|receiver|recipient|sender|consignee|customer|buyer|note|remark|comment|messages?$|error_detail/i;

/** Phone numbers as they are written in Vietnam, in any text: 0912 345 678, +84-912-345-678, 02838123456. */
const phone = /(?<![\w])(?:\+?84|0)(?:[\s.\-()]{0,2}\d){8,10}(?![\w])/g;
// From where such signs begin only: else a long run of letters would be gone through once for each of them.
const mail = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/**
 * A line of text (a path, a log line): phone numbers and mail addresses are taken out, also where they stand percent-encoded in a query.
 */
export function withoutPhones(text: string): string {
  return text
    .replaceAll(/%2B(?=84)/gi, '+')
    .replaceAll(phone, hidden)
    .replaceAll(mail, hidden);
}

/**
 * A body as it was sent or answered, perhaps cut off in the middle. JSON keeps its shape and its codes; anything else (an error page) is
 * only said to be there, because nobody can tell what stands in it.
 */
export function withoutPeople(body: string): string {
  const start = body.trimStart()[0];
  if (start !== '{' && start !== '[') return body === '' ? '' : `(${body.length} characters, not JSON)`;
  const tokens = body.match(/"(?:[^"\\]|\\[\s\S])*"?|[{}[\],:]|[^\s"{}[\],:]+|\s+/g) ?? [];
  /** One for each object or array that is open: whether all of it is hidden, and the key whose value comes next. */
  const open: { readonly isObject: boolean; readonly isHidden: boolean; key: string | null }[] = [];
  let isHiddenNext = false;
  let written = '';
  for (const token of tokens) {
    const here = open.at(-1);
    const isHidden = (here?.isHidden ?? false) || isHiddenNext;
    if (token === '{' || token === '[') {
      open.push({ isObject: token === '{', isHidden, key: null });
      isHiddenNext = false;
      written += token;
    } else if (token === '}' || token === ']') {
      open.pop();
      isHiddenNext = false;
      written += token;
    } else if (token === ',') {
      if (here !== undefined) here.key = null;
      isHiddenNext = false;
      written += token;
    } else if (token === ':' || /^\s/.test(token)) {
      written += token;
    } else if (here?.isObject === true && here.key === null) {
      here.key = unquoted(token);
      isHiddenNext = personalKey.test(here.key);
      written += token;
    } else if (token === 'null' || token === 'true' || token === 'false') {
      written += token;
    } else {
      const shown = isHidden ? `"${hidden}"` : withoutPhones(token);
      // A number of which a part is hidden is no number any more.
      written += shown === token || token.startsWith('"') ? shown : `"${shown}"`.replaceAll('""', '"');
    }
  }
  return written;
}

/** A key may be written with escapes; one that is cut off is what is left of it. */
function unquoted(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    // Cut off in the middle: no value follows, so that nothing depends on it.
    return token;
  }
}
