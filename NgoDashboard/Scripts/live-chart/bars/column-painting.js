// The texts of vertical columns, and the gaps of years without a figure. Chart.js has laid out the columns.

import { findGaps } from './column-layout.js';
import { breakIntoTwoLines, keepInOneLine } from './text-wrapping.js';

/** Above the columns: the zero line, labels, values and gaps. */
export function paintColumnTexts(picture) {
  const { chart, rows, style: { unit, color } } = picture;
  const zero = chart.scales.y.getPixelForValue(0);
  chart.ctx.fillStyle = color('mark');
  chart.ctx.fillRect(0, zero - unit, chart.width, 2 * unit);
  rows.forEach((row, i) => {
    paintLabel(picture, i, zero);
    if (!row.none) paintValue(picture, i);
  });
  for (const gap of findGaps(rows)) paintGap(picture, gap, zero);
}

const columnMiddle = ({ chart }, i) => chart.scales.x.getPixelForValue(i);

function paintLabel(picture, i, zero) {
  const { chart: { ctx }, rows, layout, pen, style: { unit, color } } = picture;
  const row = rows[i];
  const middle = columnMiddle(picture, i);
  pen.setFont(layout.labelSize, row.now ? 600 : 500);
  ctx.fillStyle = color(row.now ? 'ink' : 'ink-2');
  if (layout.labelsRotated) {
    pen.fillRotated(row.label, middle, zero + 12 * unit, 'right');
    return;
  }
  ctx.textAlign = 'center';
  ctx.textBaseline = 'top';
  layout.labels[i].lines.forEach(
    (line, n) => ctx.fillText(line, middle, zero + (14 + n * layout.labelSize * 1.15) * unit, layout.pitch));
}

function paintValue(picture, i) {
  const { chart, rows, layout, pen, style: { unit, color } } = picture;
  const { ctx } = chart;
  const row = rows[i];
  const middle = columnMiddle(picture, i);
  const y = chart.getDatasetMeta(0).data[i].y - 9 * unit;
  pen.setFont(layout.valueSize, 600);
  ctx.fillStyle = color(row.changed ? 'live-ink' : 'ink');
  if (layout.valuesRotated) {
    pen.fillRotated(row.text, middle, y, 'left');
    return;
  }
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  // The first and the last value may be wider than their column: keep them inside the picture.
  const half = pen.measure(row.text, layout.valueSize, 600) / 2;
  ctx.fillText(row.text, Math.min(Math.max(middle, half), chart.width - half), y);
}

/** A run of years without a figure is one gap with its text; if the text has no room, each year gets a dash. */
function paintGap(picture, { first, last }, zero) {
  const { chart: { ctx }, rows, layout: { pitch }, pen, style: { unit, color } } = picture;
  const from = columnMiddle(picture, first) - pitch / 2 + 10 * unit, to = columnMiddle(picture, last) + pitch / 2 - 10 * unit;
  const measure = text => pen.measure(text, 28);
  const single = keepInOneLine(rows[first].text, measure);
  const { lines, width } = single.width <= to - from ? single : breakIntoTwoLines(rows[first].text, measure);
  ctx.strokeStyle = ctx.fillStyle = color('mark');
  if (width > to - from || !rows[first].text) {
    for (let i = first; i <= last; i++) ctx.fillRect(columnMiddle(picture, i) - 14 * unit, zero - 26 * unit, 28 * unit, 4 * unit);
    return;
  }
  paintDottedLine(ctx, { from, to, y: zero - 14 * unit, unit });
  ctx.fillStyle = color('ink-2');
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  lines.forEach((line, n) => ctx.fillText(line, (from + to) / 2, zero - (30 + (lines.length - 1 - n) * 33) * unit));
}

function paintDottedLine(ctx, { from, to, y, unit }) {
  ctx.lineWidth = 3 * unit;
  ctx.setLineDash([3 * unit, 9 * unit]);
  ctx.lineCap = 'round';
  ctx.beginPath();
  ctx.moveTo(from, y);
  ctx.lineTo(to, y);
  ctx.stroke();
  ctx.setLineDash([]);
}
