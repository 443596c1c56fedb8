// Run before a page's own scripts: every canvas remembers what is written on it, with the box of its ink, since it was last wiped.
{
  const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    this.canvas.written = [];
    clearRect.apply(this, box);
  };
  CanvasRenderingContext2D.prototype.fillText = function (text, x, y, room) {
    const ink = this.measureText(text);
    const by = this.getTransform();
    const corners = [
      [x - ink.actualBoundingBoxLeft, y - ink.actualBoundingBoxAscent], [x + ink.actualBoundingBoxRight, y - ink.actualBoundingBoxAscent],
      [x - ink.actualBoundingBoxLeft, y + ink.actualBoundingBoxDescent], [x + ink.actualBoundingBoxRight, y + ink.actualBoundingBoxDescent],
    ].map(([left, top]) => by.transformPoint({ x: left, y: top }));
    const [xs, ys] = [corners.map(point => point.x), corners.map(point => point.y)];
    (this.canvas.written ??= []).push({
      text,
      size: parseFloat(this.font.match(/([\d.]+)px/)[1]) * Math.hypot(by.a, by.b),
      box: { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) },
      squeezed: room !== undefined && ink.width > room + 1,
    });
    // (A third argument that is undefined would be read as "no room at all".)
    if (room === undefined) fillText.call(this, text, x, y);
    else fillText.call(this, text, x, y, room);
  };
}
