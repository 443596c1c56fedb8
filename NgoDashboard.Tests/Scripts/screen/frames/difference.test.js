import { applyDifference, applySteps, fnv1a, gunzip } from 'scripts/screen/frames/difference.js';
import { pack } from './packing.js';

describe('applySteps', () => {
  test.each([
    ['nothing changes', 'abc', [], 'abc'],
    ['an insertion', 'abc', [1, 0, 'X'], 'aXbc'],
    ['a deletion', 'abc', [1, 1, ''], 'ac'],
    ['a replacement at the beginning', 'abc', [0, 1, 'X'], 'Xbc'],
    ['an appendix', 'abc', [3, 0, 'X'], 'abcX'],
    ['all of it', 'abc', [0, 3, 'xyz'], 'xyz'],
    ['several steps, each counted from the end of the one before', 'a1b2c3d', [1, 1, 'X', 1, 1, 'YY', 1, 1, ''], 'aXbYYcd'],
    ['letters outside of the basic plane count twice, as on the server', 'a😀b', [3, 1, 'c'], 'a😀c'],
    ['from an empty frame', '', [0, 0, 'abc'], 'abc'],
  ])('%s', (_, base, steps, expected) => expect(applySteps(base, steps)).toBe(expected));
});

test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('fnv1a of "%s" is the published one', (text, sum) => expect(fnv1a(text)).toBe(sum));

test('fnv1a takes UTF-16 code units, and is never negative', () => {
  expect(fnv1a('Tổ chức')).toBeGreaterThanOrEqual(0);
  expect(fnv1a('ổ')).toBe(Math.imul(0x811c9dc5 ^ 0x1ed5, 0x01000193) >>> 0);
});

test('gunzip unpacks Vietnamese text', async () => expect(await gunzip(pack('Viện trợ phi chính phủ'))).toBe('Viện trợ phi chính phủ'));

describe('applyDifference', () => {
  const base = { version: 7, html: 'abc' };
  const change = more => ({ version: 8, from: 7, steps: [1, 1, 'X'], sum: fnv1a('aXc'), ...more });

  test('plain steps', async () => expect(await applyDifference(base, change())).toBe('aXc'));

  test('packed steps', async () =>
    expect(await applyDifference(base, change({ steps: undefined, change: pack('[1,1,"X"]') }))).toBe('aXc'));

  test.each([
    ['of another base', { from: 6 }, /from 6 to 8, and this page has 7/],
    ['of another result', { sum: 1 }, /made something else/],
    ['that is damaged', { steps: undefined, change: 'AAAA' }, /./],
  ])('one %s is refused', (_, more, message) => expect(applyDifference(base, change(more))).rejects.toThrow(message));
});
