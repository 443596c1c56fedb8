/** Writes and measures on a canvas, with sizes in stage units. */
export class TextPen {
  #ctx;
  #style;

  /** @param style The pixels of a unit, and the font family. */
  constructor(ctx, style) {
    this.#ctx = ctx;
    this.#style = style;
  }

  setFont(size, weight = 500) {
    this.#ctx.font = `${weight} ${size * this.#style.unit}px ${this.#style.family}`;
  }

  /** The width of a text in pixels. The font stays set. */
  measure = (text, size, weight) => {
    this.setFont(size, weight);
    return this.#ctx.measureText(text).width;
  };

  /** Writes from the bottom upwards. */
  fillRotated(text, x, y, align) {
    const ctx = this.#ctx;
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(-Math.PI / 2);
    ctx.textAlign = align;
    ctx.textBaseline = 'middle';
    ctx.fillText(text, 0, 0);
    ctx.restore();
  }
}
