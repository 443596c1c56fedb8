// Where the parts of horizontal bars are. No DOM: what a text's width is, the caller measures.

import { maxOrZero } from './numbers.js';
import { breakIntoTwoLines, keepInOneLine } from './text-wrapping.js';

/**
 * Divides the width among ranks, labels, bars and values. Texts shrink last, and never below 28 units.
 * @param box Width and height in pixels, and the pixels of a stage unit.
 * @param measure Returns the width in pixels of a text, for a size in units and a weight.
 */
export function layoutBars(rows, { width, height, unit }, measure) {
  const isRanked = rows.some(row => row.rank);
  const pitch = Math.min(height / Math.max(1, rows.length), (isRanked ? 84 : 130) * unit);
  const valueSize = pitch < 40 * unit ? 28 : isRanked ? 36 : 34;
  const rankWidth = isRanked ? maxOrZero(rows.map(row => measure(row.rank, 28))) + 18 * unit : 0;
  const ownBandInset = rows.some(row => row.own && isRanked) ? 18 * unit : 0;
  const labels = layoutBarLabels(rows, { room: width - rankWidth - ownBandInset, pitch, unit, isRanked }, measure);
  const valueWidth = maxOrZero(rows.filter(row => !row.none).map(row => measure(row.text, valueSize, 600)));
  // With few rows: centred bars would float, so two thirds of half the spare height go above them.
  const top = (height - pitch * rows.length) / 2 * .66;
  const padding = {
    left: ownBandInset + rankWidth + labels.labelWidth + 18 * unit,
    right: valueWidth + (isRanked ? 22 : 14) * unit,
    top,
    bottom: Math.max(0, height - top - pitch * rows.length),
  };
  const thickness = Math.min(pitch * .62, (isRanked ? 34 : 66) * unit);
  return { isRanked, pitch, valueSize, rankWidth, ownBandInset, ...labels, padding, thickness };
}

/** Size, lines and width of the labels: the largest size whose share of the room is enough. */
function layoutBarLabels(rows, { room, pitch, unit, isRanked }, measure) {
  let labelSize, labels, labelWidth;
  for (const [size, share] of [[isRanked ? 36 : 32, .38], [32, .4], [30, .42], [28, .45], [28, .62]]) {
    const measureLabel = text => measure(text, size);
    labelSize = size;
    const single = rows.map(row => keepInOneLine(row.label, measureLabel));
    const double = pitch >= size * 2.3 * unit ? rows.map(row => breakIntoTwoLines(row.label, measureLabel)) : single;
    // Two lines only if one line would take room from the bars, because a label in one line is read faster.
    const limit = Math.max(room * Math.min(share, .34), maxOrZero(double.map(label => label.width)));
    labels = single.map((label, i) => label.width <= limit ? label : double[i]);
    labelWidth = maxOrZero(labels.map(label => label.width));
    if (labelWidth <= room * share) break;
  }
  return { labelSize, labels, labelWidth: Math.min(labelWidth, room * .62) };
}
