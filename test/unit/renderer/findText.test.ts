/** Finding on the screen: the place in the text as it stands there, however it was typed and searched. */
import { expect, test } from 'vitest';
import { spansOf } from '../../../renderer/ui/findText.ts';

const found = (text: string, search: string): string[] => spansOf(text, search).map(([from, to]) => text.slice(from, to));

test('accents and case do not matter, on either side', () => {
  expect(found('Đồng hồ treo tường, đồng hồ đeo tay', 'dong ho')).toEqual(['Đồng hồ', 'đồng hồ']);
  expect(found('dong ho', 'ĐỒNG HỒ')).toEqual(['dong ho']);
});

test('a text whose accents are signs of their own is marked with them', () => {
  const text = 'Đồng hồ'.normalize('NFD');
  expect(found(`x ${text} y`, 'đồng hồ')).toEqual([text]);
});

test('spaces and line breaks of the page are one space', () => {
  expect(found('Vận \n  đơn', 'van don')).toEqual(['Vận \n  đơn']);
});

test('a sign that folds into two is marked whole', () => expect(found('ﬁle 😀 name', 'i')).toEqual(['ﬁ']));
test('every place counts once', () =>
  expect(spansOf('aaaa', 'aa')).toEqual([
    [0, 2],
    [2, 4],
  ]));
test.each(['', '  ', '\u0301'])('nothing is found of nothing: %j', (search) => expect(spansOf('a b', search)).toEqual([]));
