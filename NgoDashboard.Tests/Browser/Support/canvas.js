// Run before a page's own scripts: each canvas records the texts drawn since it was last cleared, with the boxes of their ink.
{
  const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    this.canvas.drawnTexts = [];
    clearRect.apply(this, box);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, maxWidth) {
    const ink = this.measureText(text);
    const transform = this.getTransform();
    const corners = [
      [x - ink.actualBoundingBoxLeft, y - ink.actualBoundingBoxAscent], [x + ink.actualBoundingBoxRight, y - ink.actualBoundingBoxAscent],
      [x - ink.actualBoundingBoxLeft, y + ink.actualBoundingBoxDescent], [x + ink.actualBoundingBoxRight, y + ink.actualBoundingBoxDescent],
    ].map(([left, top]) => transform.transformPoint({ x: left, y: top }));
    const [xs, ys] = [corners.map(point => point.x), corners.map(point => point.y)];
    (this.canvas.drawnTexts ??= []).push({
      text,
      size: parseFloat(this.font.match(/([\d.]+)px/)[1]) * Math.hypot(transform.a, transform.b),
      box: { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) },
      squeezed: maxWidth !== undefined && ink.width > maxWidth + 1,
    });
    // (A fourth argument of undefined would be read as a maximum width of 0.)
    if (maxWidth === undefined) fillText.call(this, text, x, y);
    else fillText.call(this, text, x, y, maxWidth);
  };
}
