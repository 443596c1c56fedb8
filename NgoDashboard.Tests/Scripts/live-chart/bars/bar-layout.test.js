import { layoutBars } from 'scripts/live-chart/bars/bar-layout.js';
import { measure, measureForUnit, row } from '../layout-samples.js';

const box = { width: 1000, height: 600, unit: 1 };
const rowsWith = (count, label, more) => Array.from({ length: count }, (_, i) => row(label, 100 + i, more));

describe('the size of labels', () => {
  test.each([
    ['short: the largest size, in one line', 'Y tế', 32, ['Y tế'], 64],
    ['over a third of the width: two lines', 'phát triển nông thôn mới', 32, ['phát triển', 'nông thôn mới'], 208],
    ['no space to break at, up to 38 %: the largest size', 'x'.repeat(23), 32, ['x'.repeat(23)], 368],
    ['a little more: the next size', 'x'.repeat(26), 30, ['x'.repeat(26)], 390],
    ['up to 45 %: the smallest size', 'x'.repeat(31), 28, ['x'.repeat(31)], 434],
    ['more than there is: 62 % of the width at the smallest size', 'x'.repeat(60), 28, ['x'.repeat(60)], 620],
  ])('%s', (_, label, size, lines, width) => {
    const layout = layoutBars(rowsWith(4, label), box, measure);

    expect({ size: layout.labelSize, lines: layout.labels[0].lines, width: layout.labelWidth }).toEqual({ size, lines, width });
  });

  test('one line where the rows are too low for two', () => {
    const layout = layoutBars(rowsWith(12, 'phát triển nông thôn mới'), box, measure);

    expect(layout.labels[0].lines).toHaveLength(1);
  });
});

describe('ranked rows', () => {
  const ranked = rowsWith(5, 'Huế', { rank: '12' });

  test('have a column of ranks, larger labels and larger values', () => {
    const layout = layoutBars(ranked, box, measure);

    expect(layout).toMatchObject({ isRanked: true, rankWidth: 46, ownBandInset: 0, labelSize: 36, valueSize: 36, thickness: 34 });
  });

  test('move to the right for the band of the own province', () => {
    const layout = layoutBars([...ranked, row('Huế', 3, { rank: '6', own: true })], box, measure);

    expect(layout.ownBandInset).toBe(18);
  });

  test('have no such band if there are no ranks', () => {
    expect(layoutBars([row('Huế', 3, { own: true })], box, measure)).toMatchObject({ isRanked: false, rankWidth: 0, ownBandInset: 0 });
  });
});

describe('the room of values', () => {
  test.each([
    ['beside the bars', rowsWith(4, 'Y tế'), 34, 3 * 34 * .53125 + 14],
    ['small where rows are low', rowsWith(20, 'Y tế'), 28, 3 * 28 * .53125 + 14],
    ['none for rows without a figure', [row('Y tế', null, { text: 'chưa có số liệu' })], 34, 14],
  ])('%s', (_, rows, size, right) => {
    const layout = layoutBars(rows, box, measure);

    expect(layout.valueSize).toBe(size);
    expect(layout.padding.right).toBeCloseTo(right);
  });
});

test('few rows are not stretched, and stand above the middle', () => {
  const { pitch, padding, thickness } = layoutBars(rowsWith(2, 'Y tế'), box, measure);

  expect(pitch).toBe(130);
  expect(thickness).toBe(66);
  expect(padding.top).toBeCloseTo(170 * .66);
  expect(padding.top + padding.bottom + 2 * pitch).toBeCloseTo(600);
});

test('no row is no error', () => expect(layoutBars([], box, measure)).toMatchObject({ labels: [], labelWidth: 0, isRanked: false }));

test('twice the unit in twice the box is the same picture', () => {
  const rows = rowsWith(7, 'phát triển nông thôn mới', { rank: '3' });
  const single = layoutBars(rows, box, measure);
  const double = layoutBars(rows, { width: 2000, height: 1200, unit: 2 }, measureForUnit(2));

  expect(double.labelSize).toBe(single.labelSize);
  expect(double.labels.map(label => label.lines)).toEqual(single.labels.map(label => label.lines));
  for (const side of ['left', 'right', 'top', 'bottom']) expect(double.padding[side]).toBeCloseTo(2 * single.padding[side]);
});
