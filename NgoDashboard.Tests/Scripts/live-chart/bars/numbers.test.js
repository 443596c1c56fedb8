import { maxOrZero, scaleMaximum } from 'scripts/live-chart/bars/numbers.js';

test.each([
  [[], 0],
  [[-3], 0],
  [[2, 7, 5], 7],
])('maxOrZero of %j is %d', (numbers, largest) => expect(maxOrZero(numbers)).toBe(largest));

const rowsWith = values => values.map(value => ({ value }));

describe('scaleMaximum', () => {
  test.each([
    ['the largest value', [3, 9, 4], null, 9],
    ['rows without a figure', [null, 4], null, 4],
    ['a larger shared scale', [3], '50000000', 50000000],
    ['a smaller shared scale', [30], '20', 30],
    ['a shared scale that is no number', [3], 'x', 3],
    ['only zeros', [0, 0], null, 1],
    ['no row', [], null, 1],
  ])('%s', (_, values, shared, expected) => expect(scaleMaximum(rowsWith(values), shared)).toBe(expected));
});
