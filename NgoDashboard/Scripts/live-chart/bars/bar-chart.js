import { barFill } from './bar-fills.js';
import { layoutBars } from './bar-layout.js';
import { paintBarTexts, paintOwnBand } from './bar-painting.js';
import { layoutColumns } from './column-layout.js';
import { paintColumnTexts } from './column-painting.js';
import { TextPen } from './text-pen.js';

/** Bars or columns: Chart.js lays out the rectangles, everything else is drawn here. */
export class BarChart {
  /** The Chart.js instance. */
  chart;
  #isHorizontal;
  #rows = [];
  #style = null;
  #pen = null;
  /** Null while Chart.js draws once, empty, as it is created. */
  #layout = null;

  /** @param kind "bars" are horizontal; all others are columns. */
  constructor(picture, kind) {
    this.#isHorizontal = kind === 'bars';
    const canvas = document.createElement('canvas');
    picture.replaceChildren(canvas);
    this.chart = new globalThis.Chart(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [{ data: [] }] },
      options: {
        indexAxis: this.#isHorizontal ? 'y' : 'x',
        // update() sets the size, because Chart.js would measure a box that its own canvas stretches, and the chart would grow
        // (Chart.js #11612).
        responsive: false,
        maintainAspectRatio: false,
        animation: false,
        events: [],
        plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
        scales: { x: { display: false, beginAtZero: true }, y: { display: false, beginAtZero: true } },
      },
      plugins: [{
        id: 'words',
        beforeDatasetsDraw: chart => this.#layout && paintOwnBand(this.#pictureFor(chart)),
        afterDatasetsDraw: chart => this.#layout && this.#paintTexts(chart),
      }],
    });
  }

  destroy() {
    this.chart.destroy();
  }

  /** @param box Width and height in pixels, and the value that fills them. */
  update(rows, style, { width, height, scaleMax }) {
    const { chart } = this;
    this.#style = style;
    this.#pen = new TextPen(chart.ctx, style);
    const layOut = this.#isHorizontal ? layoutBars : layoutColumns;
    this.#layout = layOut(rows, { width, height, unit: style.unit, scaleMax }, this.#pen.measure);
    this.#rows = rows;
    chart.options.devicePixelRatio = devicePixelRatio;
    chart.options.layout.padding = this.#layout.padding;
    Object.assign(chart.options.scales[this.#isHorizontal ? 'x' : 'y'], { min: 0, max: scaleMax });
    chart.data.labels = rows.map((_, i) => i);
    Object.assign(chart.data.datasets[0], this.#createDataset());
    if (chart.width !== width || chart.height !== height || chart.currentDevicePixelRatio !== devicePixelRatio) chart.resize(width, height);
    chart.update('none');
  }

  #createDataset() {
    const { color, unit } = this.#style;
    const [border, radius] = [3 * unit, 5 * unit];
    // Partial sums have a border, but none at the axis.
    const partialBorder = { top: border, right: border, bottom: this.#isHorizontal ? border : 0, left: this.#isHorizontal ? 0 : border };
    return {
      data: this.#rows.map(row => row.value),
      backgroundColor: this.#rows.map(row => barFill(this.chart.ctx, row, this.#style)),
      borderColor: color('bar'),
      borderWidth: this.#rows.map(row => row.part && !row.none ? partialBorder : 0),
      borderSkipped: false,
      borderRadius: this.#isHorizontal ? { topRight: radius, bottomRight: radius } : { topLeft: radius, topRight: radius },
      barPercentage: 1,
      categoryPercentage: 1,
      barThickness: this.#layout.thickness,
    };
  }

  /** The index of the row whose bar or label is under the pointer; -1 if there is none. */
  findRowAt(event, box) {
    const { chart } = this;
    const scale = chart.scales[this.#isHorizontal ? 'y' : 'x'];
    // A preview may be displayed smaller than it is laid out.
    const position = this.#isHorizontal
      ? (event.clientY - box.top) * chart.height / box.height
      : (event.clientX - box.left) * chart.width / box.width;
    return this.#rows.findIndex((_, i) => Math.abs(scale.getPixelForValue(i) - position) <= this.#layout.pitch / 2);
  }

  #paintTexts(chart) {
    chart.ctx.save();
    if (this.#isHorizontal) paintBarTexts(this.#pictureFor(chart));
    else paintColumnTexts(this.#pictureFor(chart));
    chart.ctx.restore();
  }

  #pictureFor(chart) {
    return { chart, rows: this.#rows, layout: this.#layout, style: this.#style, pen: this.#pen };
  }
}
