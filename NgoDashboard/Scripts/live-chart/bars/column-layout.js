// Where the parts of vertical columns are. No DOM: what a text's width is, the caller measures.

import { maxOrZero } from './numbers.js';
import { breakIntoTwoLines, keepInOneLine } from './text-wrapping.js';

/**
 * Values above the columns, labels below them. A text that has no room for its line is rotated, and then all of its kind are, so that they
 * read as a row.
 * @param box Width and height in pixels, the pixels of a stage unit, and the value that fills the height.
 * @param measure Returns the width in pixels of a text, for a size in units and a weight.
 */
export function layoutColumns(rows, { width, height, unit, scaleMax }, measure) {
  const pitch = width / Math.max(1, rows.length);
  const collide = size => doValuesCollide(rows, { size, pitch, height, unit, scaleMax }, measure);
  const valueSize = [34, 32, 30, 28].find(size => !collide(size)) ?? 28;
  const valuesRotated = collide(valueSize);
  const valueRoom = valuesRotated
    ? maxOrZero(rows.filter(row => !row.none).map(row => measure(row.text, valueSize, 600)))
    : valueSize * unit;

  const labels = layoutColumnLabels(rows, { pitch, unit }, measure);
  const labelRoom = labels.labelsRotated
    ? Math.min(maxOrZero(labels.labels.map(label => label.width)) + 8 * unit, height * .4)
    : labels.labelSize * 1.22 * unit * maxOrZero(labels.labels.map(label => label.lines.length));
  const padding = { left: 0, right: 0, top: valueRoom + 14 * unit, bottom: labelRoom + 14 * unit };
  return { pitch, valueSize, valuesRotated, ...labels, padding, thickness: Math.min(pitch * .62, 110 * unit) };
}

/** True if a value does not fit beside that of the next column. Columns of different height leave each other more room. */
function doValuesCollide(rows, { size, pitch, height, unit, scaleMax }, measure) {
  const measureValue = text => measure(text, size, 600);
  return rows.some((row, i) => {
    const next = rows[i + 1];
    if (!row.text || row.none) return false;
    const valueWidth = measureValue(row.text);
    if ((i === 0 || i === rows.length - 1) && valueWidth > pitch + 8 * unit) return true;
    if (!next || next.none) return valueWidth / 2 > pitch * 1.4;
    const heightDifference = Math.abs(row.value - next.value) / scaleMax * height * .7;
    // Beside a higher bar the free room ends a third of the pitch away from its centre.
    const isHigherOrLower = heightDifference > size * 1.1 * unit;
    const free = isHigherOrLower ? pitch * .68 - valueWidth / 2 : pitch - (valueWidth + measureValue(next.text)) / 2;
    return free < (isHigherOrLower ? 4 : 8) * unit;
  });
}

/** One line, two lines, or rotated. */
function layoutColumnLabels(rows, { pitch, unit }, measure) {
  for (const labelSize of [32, 30, 28]) {
    const room = pitch - (labelSize === 28 ? 6 : 12) * unit;
    const measureLabel = text => measure(text, labelSize);
    const single = rows.map(row => keepInOneLine(row.label, measureLabel));
    if (fit(single, room)) return { labelSize, labels: single, labelsRotated: false };
    const double = single.map((label, i) => label.width <= room ? label : breakIntoTwoLines(rows[i].label, measureLabel));
    if (fit(double, room)) return { labelSize, labels: double, labelsRotated: false };
    if (labelSize === 28) return { labelSize, labels: single, labelsRotated: true };
  }
}

const fit = (labels, room) => maxOrZero(labels.map(label => label.width)) <= room;

/**
 * Columns without a figure: a run of them with the same text is one gap.
 * @returns The first and the last index of each gap.
 */
export function findGaps(rows) {
  const gaps = [];
  for (let i = 0; i < rows.length; i++) {
    if (!rows[i].none) continue;
    const first = i;
    while (rows[i + 1]?.none && rows[i + 1].text === rows[first].text) i++;
    gaps.push({ first, last: i });
  }
  return gaps;
}
