// What the map is made of, as attributes of its shapes. No DOM: the boxes of shapes and texts, the caller measures.

/** Left, top, width and height of the picture: the map's own box with a margin for the outlines at the edge. */
export function addMargin(viewBox) {
  const [left, top, width, height] = viewBox.split(' ').map(Number);
  return [left - 8, top - 6, width + 16, height + 14];
}

/**
 * One path of several. The first move of each is absolute, even if it is written as a relative one; inside a joined path it would not be.
 */
export const joinPaths = paths => paths.map(path => path.replace(/^m/, 'M')).join('');

/**
 * The classes of a province's shape.
 * @param row Its row of the table, or undefined.
 * @param islets True for a group of islands, which is drawn with a thicker line.
 */
export const shapeClasses = (row, islets) =>
  [islets && 'islets', row?.part && 'part', row?.own && 'own', row?.changed && 'changed'].filter(Boolean).join(' ');

/** The level of a province's colour, or null without a figure. */
export const shapeLevel = row => row && !row.none && row.level ? row.level : null;

/** The name of an island group in one line, or in two if it has more than three words. */
export function splitIslandName(name) {
  const words = name.split(' ');
  return words.length > 3 ? [words.slice(0, 2).join(' '), words.slice(2).join(' ')] : [name];
}

/**
 * How large the map is drawn.
 * @param box Left, top, width and height of the picture, in the map's own coordinates.
 * @param size Width and height of the element in pixels, and the pixels of a stage unit.
 * @returns The scale is in pixels for a coordinate; the others are in coordinates: the size of a text of 28 units, and what the element is
 * wider than the map, on each side.
 */
export function scaleMap(box, { width, height, unit }) {
  const scale = Math.min(width / box[2], height / box[3]);
  return { scale, textSize: 28 * unit / scale, spare: (width / scale - box[2]) / 2 };
}

/** Where the name of an island group is: above its shape, and wholly inside the picture, which may be wider than the map. */
export function placeIslandName(box, { shapeBox, textWidth, textSize, spare, lineCount }) {
  const leftmost = box[0] - spare + textWidth / 2, rightmost = box[0] + box[2] + spare - textWidth / 2 - 4;
  const y = shapeBox.y - textSize * .6 - (lineCount - 1) * textSize * 1.15;
  return {
    x: Math.min(Math.max(shapeBox.x + shapeBox.width / 2, leftmost), rightmost),
    y: Math.max(y, textSize),
  };
}
