/** The fill of a bar or column: a colour, or the pattern of a partial sum. */
export function barFill(ctx, row, { color, unit }) {
  if (row.changed) return color('live');
  if (row.own) return color('own');
  if (row.rest) return color('bar-rest');
  if (row.part) return hatchPattern(ctx, color('bar'), color('card'), unit);
  return color(row.now ? 'bar-now' : 'bar');
}

/** Hatched means a sum of the known parts, so the true value is at least this. */
function hatchPattern(ctx, ink, paper, unit) {
  const size = Math.max(8, Math.round(16 * unit * devicePixelRatio));
  const tile = new OffscreenCanvas(size, size);
  const pen = tile.getContext('2d');
  pen.fillStyle = paper;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = ink;
  pen.lineWidth = size / 4;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift - 2, size + 2);
    pen.lineTo(shift + size + 2, -2);
    pen.stroke();
  }
  const pattern = ctx.createPattern(tile, 'repeat');
  pattern.setTransform(new DOMMatrix().scale(1 / devicePixelRatio));
  return pattern;
}
