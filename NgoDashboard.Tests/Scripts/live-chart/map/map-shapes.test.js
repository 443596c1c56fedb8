import { addMargin, joinPaths, placeIslandName, scaleMap, shapeClasses, shapeLevel, splitIslandName }
  from 'scripts/live-chart/map/map-shapes.js';

test('addMargin leaves room for the outlines', () => expect(addMargin('10 20 300 400')).toEqual([2, 14, 316, 414]));

test('joinPaths makes the first move of each path absolute', () =>
  expect(joinPaths(['m1 2l3 4z', 'M5 6l7 8zm1 1l2 2z'])).toBe('M1 2l3 4zM5 6l7 8zm1 1l2 2z'));

test.each([
  ['no row', undefined, false, ''],
  ['islands without a row', undefined, true, 'islets'],
  ['a partial sum', { part: true }, false, 'part'],
  ['all at once', { part: true, own: true, changed: true }, true, 'islets part own changed'],
])('shapeClasses: %s', (_, row, islets, classes) => expect(shapeClasses(row, islets)).toBe(classes));

test.each([
  ['no row', undefined, null],
  ['no figure', { none: true, level: '2' }, null],
  ['no level', { none: false }, null],
  ['a figure', { none: false, level: '2' }, '2'],
])('shapeLevel: %s', (_, row, level) => expect(shapeLevel(row)).toBe(level));

test.each([
  ['', ['']],
  ['Hoàng Sa', ['Hoàng Sa']],
  ['Quần đảo Sa', ['Quần đảo Sa']],
  ['Quần đảo Hoàng Sa', ['Quần đảo', 'Hoàng Sa']],
  ['Đặc khu Trường Sa (Khánh Hòa)', ['Đặc khu', 'Trường Sa (Khánh Hòa)']],
])('splitIslandName: "%s"', (name, lines) => expect(splitIslandName(name)).toEqual(lines));

const box = [0, 0, 100, 200];

test.each([
  ['bound by its height', { width: 800, height: 400, unit: 1 }, { scale: 2, textSize: 14, spare: 150 }],
  ['bound by its width', { width: 100, height: 900, unit: .5 }, { scale: 1, textSize: 14, spare: 0 }],
])('scaleMap: %s', (_, size, expected) => expect(scaleMap(box, size)).toEqual(expected));

describe('placeIslandName', () => {
  const place = more => placeIslandName(box, {
    shapeBox: { x: 40, y: 100, width: 20 }, textWidth: 30, textSize: 10, spare: 0, lineCount: 1, ...more,
  });

  test.each([
    ['over the middle of its shape', {}, { x: 50, y: 94 }],
    ['two lines begin higher', { lineCount: 2 }, { x: 50, y: 82.5 }],
    ['at the right edge: inside the picture', { shapeBox: { x: 90, y: 100, width: 10 } }, { x: 81, y: 94 }],
    ['at the right edge of a wider picture: over its shape', { shapeBox: { x: 90, y: 100, width: 10 }, spare: 50 }, { x: 95, y: 94 }],
    ['at the left edge: inside the picture', { shapeBox: { x: 0, y: 100, width: 4 } }, { x: 15, y: 94 }],
    ['at the top: inside the picture', { shapeBox: { x: 40, y: 3, width: 20 } }, { x: 50, y: 10 }],
  ])('%s', (_, more, expected) => expect(place(more)).toEqual(expected));
});
