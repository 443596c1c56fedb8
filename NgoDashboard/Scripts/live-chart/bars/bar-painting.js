// The texts of horizontal bars, and the band of the own province. Chart.js has laid out the bars.

/** Below the bars of a ranking: the band of the own province. */
export function paintOwnBand({ chart, rows, layout, style: { unit, color } }) {
  if (!layout.isRanked) return;
  chart.getDatasetMeta(0).data.forEach((bar, i) => {
    if (!rows[i].own) return;
    const height = Math.min(layout.pitch - 4 * unit, 58 * unit);
    chart.ctx.fillStyle = color('own-tint');
    chart.ctx.fillRect(0, bar.y - height / 2, chart.width, height);
    chart.ctx.fillStyle = color('own');
    chart.ctx.fillRect(0, bar.y - height / 2, 8 * unit, height);
  });
}

/** Above the bars: the zero line, ranks, labels and values. */
export function paintBarTexts(picture) {
  const { chart, rows, style: { unit, color } } = picture;
  const { ctx } = chart;
  const zero = chart.scales.x.getPixelForValue(0);
  const { top, bottom } = chart.chartArea;
  ctx.fillStyle = color('mark');
  ctx.fillRect(zero - unit, top + 4 * unit, 2 * unit, bottom - top - 8 * unit);
  ctx.textBaseline = 'middle';
  chart.getDatasetMeta(0).data.forEach((bar, i) => {
    const y = chart.scales.y.getPixelForValue(i);
    paintRank(picture, rows[i], y);
    paintLabel(picture, i, y);
    paintValue(picture, rows[i], { bar, zero, y });
  });
}

function paintRank({ chart: { ctx }, layout, pen, style: { unit, color } }, row, y) {
  if (!row.rank) return;
  pen.setFont(28);
  ctx.textAlign = 'right';
  ctx.fillStyle = color('ink-2');
  ctx.fillText(row.rank, layout.ownBandInset + layout.rankWidth - 18 * unit, y);
}

function paintLabel({ chart: { ctx }, rows, layout, pen, style: { unit, color } }, i, y) {
  const row = rows[i];
  const { lines } = layout.labels[i];
  pen.setFont(layout.labelSize);
  ctx.fillStyle = color(row.none || row.rest ? 'ink-2' : 'ink');
  ctx.textAlign = layout.isRanked ? 'left' : 'right';
  const x = layout.isRanked ? layout.ownBandInset + layout.rankWidth : layout.padding.left - 18 * unit;
  const lineHeight = layout.labelSize * 1.15 * unit;
  lines.forEach((line, n) => ctx.fillText(line, x, y + (n - (lines.length - 1) / 2) * lineHeight, layout.labelWidth));
}

function paintValue({ chart, layout, pen, style: { unit, color } }, row, { bar, zero, y }) {
  const { ctx } = chart;
  if (row.none) {
    pen.setFont(28);
    ctx.textAlign = 'left';
    ctx.fillStyle = color('ink-2');
    ctx.fillText(row.text, zero + 14 * unit, y, chart.width - zero - 14 * unit);
    return;
  }
  pen.setFont(layout.valueSize, 600);
  ctx.fillStyle = color(row.changed ? 'live-ink' : 'ink');
  // A ranking is read down its column of numbers; otherwise the number belongs to the end of its bar.
  ctx.textAlign = layout.isRanked ? 'right' : 'left';
  ctx.fillText(row.text, layout.isRanked ? chart.width - 4 * unit : bar.x + 12 * unit, y);
}
