import { findGaps, layoutColumns } from 'scripts/live-chart/bars/column-layout.js';
import { measure, row } from '../layout-samples.js';

const box = { width: 1000, height: 600, unit: 1, scaleMax: 1e9 };
const years = (...values) => values.map((value, i) => row(String(2015 + i), value));

describe('values', () => {
  test.each([
    ['short ones: the largest size', years(100, 110, 120, 130, 140), 34, false],
    ['neighbours that touch at 34: 32', years(...Array(5).fill(10000000000)), 32, false],
    ['neighbours that touch at 32 as well: 30', years(...Array(5).fill(100000000000)), 30, false],
    ['neighbours that touch at every size: rotated', years(...Array(5).fill(1000000000000)), 28, true],
    ['the first one wider than its column: rotated', years(1e13, ...Array(4).fill(1)), 28, true],
    ['a column without a figure does not count', years(null, 100, null, 110, 120), 34, false],
  ])('%s', (_, rows, size, rotated) => {
    const { valueSize, valuesRotated } = layoutColumns(rows, { ...box, scaleMax: 1e13 }, measure);

    expect({ size: valueSize, rotated: valuesRotated }).toEqual({ size, rotated });
  });

  test.each([
    ['of the same height', [1, 1, 1], true],
    ['much higher or lower', [1, 1e13, 1], false],
  ])('wide ones beside a column %s', (_, values, rotated) => {
    const wide = values.map(value => row('', value, { text: 'x'.repeat(13) }));
    const rows = [row('', 5e12, { text: '5' }), ...wide, row('', 5e12, { text: '5' })];

    expect(layoutColumns(rows, { ...box, scaleMax: 1e13 }, measure).valuesRotated).toBe(rotated);
  });

  test('rotated ones get the room of the longest above the columns', () => {
    const { padding } = layoutColumns(years(...Array(5).fill(1000000000000)), { ...box, scaleMax: 1e13 }, measure);

    expect(padding.top).toBeCloseTo(13 * 28 * .53125 + 14);
  });
});

describe('labels', () => {
  const columnsNamed = label => Array.from({ length: 5 }, (_, i) => row(label, i + 1));

  test.each([
    ['one line', 'Y tế', 32, ['Y tế'], false],
    ['two lines', 'Giáo dục đào tạo', 32, ['Giáo dục', 'đào tạo'], false],
    ['two lines, smaller', 'phát triển nông thônnnn', 30, ['phát triển', 'nông thônnnn'], false],
    ['rotated, in one line', 'x'.repeat(20), 28, ['x'.repeat(20)], true],
  ])('%s', (_, label, size, lines, rotated) => {
    const { labelSize, labels, labelsRotated } = layoutColumns(columnsNamed(label), box, measure);

    expect({ size: labelSize, lines: labels[0].lines, rotated: labelsRotated }).toEqual({ size, lines, rotated });
  });

  test('only those that do not fit are broken', () => {
    const { labels } = layoutColumns([row('Giáo dục đào tạo', 1), ...columnsNamed('Y tế').slice(1)], box, measure);

    expect(labels.map(label => label.lines.length)).toEqual([2, 1, 1, 1, 1]);
  });

  test('rotated ones take at most 40 % of the height', () => {
    const { padding } = layoutColumns(columnsNamed('x'.repeat(60)), box, measure);

    expect(padding.bottom).toBe(.4 * 600 + 14);
  });
});

test.each([[1, 110], [5, 110], [20, 31]])('%d columns are %d units thick', (count, thickness) =>
  expect(layoutColumns(Array.from({ length: count }, () => row('', 1)), box, measure).thickness).toBeCloseTo(thickness));

describe('findGaps', () => {
  const none = text => row('', null, { text });

  test.each([
    ['no gap', [row('', 1), row('', 2)], []],
    ['one year', [row('', 1), none('không có'), row('', 2)], [[1, 1]]],
    ['a run with one text', [none('không có'), none('không có'), row('', 2)], [[0, 1]]],
    ['a run with two texts', [none('không có'), none('chưa có'), none('chưa có')], [[0, 0], [1, 2]]],
    ['apart', [none(''), row('', 1), none('')], [[0, 0], [2, 2]]],
    ['no row', [], []],
  ])('%s', (_, rows, gaps) => expect(findGaps(rows).map(gap => [gap.first, gap.last])).toEqual(gaps));
});
