// <live-chart kind="columns|bars|map"> draws the table that it contains. The table is the only source of the numbers: page, screen reader
// and tests read the same ones as the picture shows, and whatever changes the table (the diff of a circuit, the morph of a frame) changes
// the picture. Chart.js only lays out the bars; every text is drawn here, because on a projector a label that is cut off or overlaps
// another one is worse than no label.
//
// Sizes are in stage units: the element's font size is 34 of them. Colours are tokens of css/tokens.css.

const styleSheet = new CSSStyleSheet();
styleSheet.replaceSync(`
  :host { display: block; position: relative; }
  .picture { position: absolute; inset: 0; overflow: hidden; }
  .picture > svg { display: block; width: 100%; height: 100%; overflow: visible; }
  .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  path { vector-effect: non-scaling-stroke; stroke-linejoin: round; stroke-linecap: round; }
  .halo { fill: none; stroke: var(--map-line); stroke-width: calc(var(--unit) * 3.2); }
  .land { fill: var(--map-none); stroke: var(--map-none); stroke-width: calc(var(--unit) * .7); }
  .islets .halo { stroke-width: calc(var(--unit) * 9); }
  .islets .land { stroke-width: calc(var(--unit) * 4.5); }
  [data-level="1"] .land { fill: var(--map-1); stroke: var(--map-1); }
  [data-level="2"] .land { fill: var(--map-2); stroke: var(--map-2); }
  [data-level="3"] .land { fill: var(--map-3); stroke: var(--map-3); }
  [data-level="4"] .land { fill: var(--map-4); stroke: var(--map-4); }
  .hatch { display: none; stroke: none; }
  .part .hatch { display: block; }
  .paper { fill: var(--card); }
  .own .land { fill: var(--own); stroke: var(--own); }
  .changed .land { fill: var(--live); stroke: var(--live); }
  text {
    font-family: inherit; font-weight: 500; fill: var(--ink);
    stroke: var(--card); stroke-width: .22em; paint-order: stroke; stroke-linejoin: round;
  }
`);

// The page provides the address, because it contains a fingerprint.
const mapFile = document.body.dataset.map;

// One map file for all maps of a page. A failed fetch is forgotten, so that the next attempt fetches again.
const maps = new Map();
const maxMapRetryMs = 8000;
const mapTimeoutMs = 15000;
let mapRetryMs = 1000;
function fetchMap(url) {
  if (!maps.has(url)) {
    maps.set(url, fetch(url, { signal: AbortSignal.timeout(mapTimeoutMs) })
      .then(response => response.ok ? response.json() : Promise.reject(new Error(`${url}: ${response.status}`))));
    maps.get(url).catch(() => maps.delete(url));
  }
  return maps.get(url);
}

/**
 * Breaks a label into two lines as narrow as possible, or leaves one line if it has no space. Most Vietnamese words have two syllables, so
 * an odd number of syllables in the first line probably splits a word ("kinh | tế") and costs more. A line never begins with a dash.
 */
function breakIntoTwoLines(text, measure) {
  const words = text.split(' ');
  let best = { lines: [text], width: measure(text), cost: Infinity };
  for (let i = 1; i < words.length; i++) {
    if (/^[-–—·]$/.test(words[i])) continue;
    const lines = [words.slice(0, i).join(' '), words.slice(i).join(' ')];
    const widest = Math.max(...lines.map(measure));
    const cost = widest * (words.slice(0, i).filter(word => /\p{L}/u.test(word)).length % 2 ? 1.25 : 1);
    if (cost < best.cost) best = { lines, width: widest, cost };
  }
  return best;
}

/** Charts whose table or size has changed. They are drawn one after another, each once, however often it was enqueued. */
const pendingCharts = new Set();
let drawingQueue = null;

function enqueueDraw(chart) {
  pendingCharts.add(chart);
  drawingQueue ??= drawPending();
}

async function drawPending() {
  // Wait until all tables have been changed: reading a size in the middle of that would force a layout for each of them.
  await null;
  let isFirst = true;
  for (const chart of pendingCharts) {
    // Each chart in a task of its own, so that a scene of four charts does not block the page.
    if (!isFirst) await nextTask();
    isFirst = false;
    pendingCharts.delete(chart);
    try {
      chart.drawNow();
    } catch (error) {
      // The other charts are drawn all the same.
      console.error('live-chart:', error);
    }
  }
  drawingQueue = null;
}

/** A new task without the delay that browsers add to timers. */
const nextTask = () => new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(null);
});

const maxOrZero = numbers => Math.max(0, ...numbers);

class LiveChart extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #internals = this.attachInternals();
  #picture = document.createElement('div');
  #mutationObserver = new MutationObserver(() => enqueueDraw(this));
  #resizeObserver = new ResizeObserver(() => this.#size === this.#sizeNow || enqueueDraw(this));
  #fontsLoaded = () => enqueueDraw(this);
  /** The size that the picture was drawn for. */
  #size = '';
  #densityWatch = null;
  #drawnKind = null;
  #mapLoad = Promise.resolve();
  #rows = [];
  #layout = null;
  #svg = null;

  /** The Chart.js instance, or null (a map, or not drawn yet). The same one as long as the kind stays the same. */
  chart = null;
  /** How often the picture was drawn; read by tests. */
  drawn = 0;
  /** True if the picture shows the current table: false while a script or the map is missing. */
  isDrawn = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [styleSheet];
    this.#picture.className = 'picture';
    this.#picture.ariaHidden = 'true';
    this.#picture.addEventListener('click', this.#onClick);
    this.#picture.addEventListener('pointermove', this.#onPointerMove);
    const words = document.createElement('div');
    words.className = 'words';
    words.append(document.createElement('slot'));
    this.#root.append(this.#picture, words);
    this.#internals.role = 'figure';
  }

  /** Fetches the map before a scene needs it, so that a scene that goes on air does not wait for a file. */
  static preloadMap() {
    fetchMap(mapFile).catch(() => { /* the scene tries again */ });
  }

  /** Resolves when the current table has been drawn. */
  get settled() {
    if (this.#mutationObserver.takeRecords().length) enqueueDraw(this);
    return Promise.resolve(drawingQueue).then(() => this.#mapLoad);
  }

  /** For a change that is not in the table: the own province of the page. */
  redraw() {
    enqueueDraw(this);
  }

  connectedCallback() {
    this.#mutationObserver.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    this.#resizeObserver.observe(this);
    document.fonts.addEventListener('loadingdone', this.#fontsLoaded);
    this.#watchDensity();
    enqueueDraw(this);
  }

  disconnectedCallback() {
    this.#mutationObserver.disconnect();
    this.#resizeObserver.disconnect();
    document.fonts.removeEventListener('loadingdone', this.#fontsLoaded);
    this.#densityWatch?.abort();
    pendingCharts.delete(this);
    this.#clear();
  }

  /** A window that is dragged to a monitor of another density keeps its size in CSS pixels, so no other observer notices. */
  #watchDensity() {
    this.#densityWatch?.abort();
    this.#densityWatch = new AbortController();
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      this.#watchDensity();
      enqueueDraw(this);
    }, { once: true, signal: this.#densityWatch.signal });
  }

  #clear() {
    this.chart?.destroy();
    this.chart = this.#svg = this.#drawnKind = null;
    this.#size = '';
    this.#picture.replaceChildren();
  }

  get #sizeNow() {
    return `${this.clientWidth} × ${this.clientHeight}`;
  }

  /** Called by the queue only; everything else calls enqueueDraw. */
  drawNow() {
    this.isDrawn = false;
    this.#size = this.#sizeNow;
    if (!this.isConnected || !this.clientWidth || !this.clientHeight) return;
    const kind = this.getAttribute('kind') ?? 'columns';
    if (kind !== this.#drawnKind) {
      this.#clear();
      this.#drawnKind = kind;
    }
    this.#internals.ariaLabel = this.getAttribute('label') ?? '';
    const own = this.closest('[data-own]')?.dataset.own;
    const rows = [...this.querySelectorAll('tbody tr')].map(row => {
      const cell = row.querySelector('td');
      const value = Number.parseFloat(cell?.querySelector('data')?.getAttribute('value') ?? '');
      const none = row.classList.contains('none') || !Number.isFinite(value);
      return {
        label: row.querySelector('th')?.textContent.trim().replace(/\s+/g, ' ') ?? '',
        text: cell?.textContent.trim().replace(/\s+/g, ' ') ?? '',
        value: none ? null : value,
        none,
        rank: row.dataset.rank ?? '',
        key: row.dataset.key,
        level: row.dataset.level,
        figure: row.dataset.figure,
        changed: row.hasAttribute('data-chg'),
        own: Boolean(own) && row.dataset.key === own,
        ...Object.fromEntries(['now', 'part', 'rest'].map(name => [name, row.classList.contains(name)])),
      };
    });
    // Of the table's rows the first ones are drawn, and the own province's row wherever it is.
    const shown = Number.parseInt(this.getAttribute('shown') ?? '', 10) || rows.length;
    this.#rows = rows.filter((row, place) => place < shown || row.own);
    const style = getComputedStyle(this);
    this.#layout = {
      unit: Number.parseFloat(style.fontSize) / 34,
      family: style.fontFamily,
      color: name => style.getPropertyValue(`--${name}`).trim(),
    };
    if (kind === 'map') this.#updateMap();
    else this.#updateChart(kind);
  }

  // ---- columns and bars -----------------------------------------------------------------------------------------------

  #createChart(kind) {
    const canvas = document.createElement('canvas');
    this.#picture.replaceChildren(canvas);
    return new globalThis.Chart(canvas, {
      type: 'bar',
      data: { labels: [], datasets: [{ data: [] }] },
      options: {
        indexAxis: kind === 'bars' ? 'y' : 'x',
        // #updateChart sets the size, because Chart.js would measure a box that its own canvas stretches, and the chart would grow
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
        // (Chart.js draws once, empty, when it is created: there is no layout then.)
        beforeDatasetsDraw: chart => this.#layout.padding && this.#paintOwnBand(chart),
        afterDatasetsDraw: chart => this.#layout.padding && this.#paintTexts(chart),
      }],
    });
  }

  #updateChart(kind) {
    this.chart ??= this.#createChart(kind);
    const { chart } = this;
    const layout = this.#layout;
    const ctx = chart.ctx;
    layout.setFont = (size, weight = 500) => ctx.font = `${weight} ${size * layout.unit}px ${layout.family}`;
    layout.measure = text => ctx.measureText(text).width;
    const isBars = kind === 'bars';
    if (isBars) this.#layoutBars(layout);
    else this.#layoutColumns(layout);

    const { options, data } = chart;
    const [border, radius] = [3 * layout.unit, 5 * layout.unit];
    // Partial sums have a border, but none at the axis.
    const partialBorder = { top: border, right: border, bottom: isBars ? border : 0, left: isBars ? 0 : border };
    options.devicePixelRatio = devicePixelRatio;
    options.layout.padding = layout.padding;
    Object.assign(options.scales[isBars ? 'x' : 'y'], { min: 0, max: this.#scaleMax });
    data.labels = this.#rows.map((_, i) => i);
    Object.assign(data.datasets[0], {
      data: this.#rows.map(row => row.value),
      backgroundColor: this.#rows.map(row => this.#barColor(ctx, row)),
      borderColor: layout.color('bar'),
      borderWidth: this.#rows.map(row => row.part && !row.none ? partialBorder : 0),
      borderSkipped: false,
      borderRadius: isBars ? { topRight: radius, bottomRight: radius } : { topLeft: radius, topRight: radius },
      barPercentage: 1,
      categoryPercentage: 1,
      barThickness: layout.thickness,
    });
    if (chart.width !== this.clientWidth || chart.height !== this.clientHeight || chart.currentDevicePixelRatio !== devicePixelRatio)
      chart.resize(this.clientWidth, this.clientHeight);
    chart.update('none');
    this.drawn++;
    this.isDrawn = true;
  }

  /** The value that fills the picture: the largest one, or the attribute max if several charts share one scale. */
  get #scaleMax() {
    return maxOrZero([...this.#rows.map(row => row.value ?? 0), Number.parseFloat(this.getAttribute('max') ?? '') || 0]) || 1;
  }

  // ---- choosing a number: in the desk's previews rows say which figure they are ------------------------------------------

  /** The figure of the bar, its label, or the map's shape under the pointer. */
  #figureAt(event) {
    const { chart } = this;
    if (!chart) {
      const shape = event.composedPath().find(node => node.localName === 'g');
      const key = this.#svg?.groups.find(group => group.g === shape)?.key;
      return this.#rows.find(row => row.key && row.key === key)?.figure;
    }
    const box = this.#picture.getBoundingClientRect();
    const scale = chart.scales[this.#drawnKind === 'bars' ? 'y' : 'x'];
    // A preview may be displayed smaller than it is laid out.
    const position = this.#drawnKind === 'bars'
      ? (event.clientY - box.top) * chart.height / box.height
      : (event.clientX - box.left) * chart.width / box.width;
    return this.#rows.find((_, i) => Math.abs(scale.getPixelForValue(i) - position) <= this.#layout.pitch / 2)?.figure;
  }

  #onClick = event => {
    const figure = this.#figureAt(event);
    if (figure) this.dispatchEvent(new CustomEvent('figurechosen', { detail: figure, bubbles: true, composed: true }));
  };

  #onPointerMove = event => {
    this.#picture.style.cursor = this.#figureAt(event) ? 'pointer' : '';
  };

  #barColor(ctx, row) {
    const { color, unit } = this.#layout;
    if (row.changed) return color('live');
    if (row.own) return color('own');
    if (row.rest) return color('bar-rest');
    if (row.part) return this.#hatchPattern(ctx, color('bar'), color('card'), unit);
    return color(row.now ? 'bar-now' : 'bar');
  }

  /** Hatched means a sum of the known parts, so the true value is at least this. */
  #hatchPattern(ctx, ink, paper, unit) {
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

  /** Divides the width among ranks, labels, bars and values. Texts shrink last, and never below 28 units. */
  #layoutBars(layout) {
    const rows = this.#rows, { unit } = layout;
    const width = this.clientWidth, height = this.clientHeight;
    const isRanked = layout.isRanked = rows.some(row => row.rank);
    layout.pitch = Math.min(height / Math.max(1, rows.length), (isRanked ? 84 : 130) * unit);
    layout.valueSize = layout.pitch < 40 * unit ? 28 : isRanked ? 36 : 34;
    layout.setFont(28);
    layout.rankWidth = isRanked ? maxOrZero(rows.map(row => layout.measure(row.rank))) + 18 * unit : 0;
    layout.ownBandInset = rows.some(row => row.own && isRanked) ? 18 * unit : 0;

    const room = width - layout.rankWidth - layout.ownBandInset;
    for (const [size, share] of [[isRanked ? 36 : 32, .38], [32, .4], [30, .42], [28, .45], [28, .62]]) {
      layout.setFont(size);
      layout.labelSize = size;
      const single = rows.map(row => ({ lines: [row.label], width: layout.measure(row.label) }));
      const double = layout.pitch >= size * 2.3 * unit ? rows.map(row => breakIntoTwoLines(row.label, layout.measure)) : single;
      // Two lines only if one line would take room from the bars, because a label in one line is read faster.
      const limit = Math.max(room * Math.min(share, .34), maxOrZero(double.map(label => label.width)));
      layout.labels = single.map((label, i) => label.width <= limit ? label : double[i]);
      layout.labelWidth = maxOrZero(layout.labels.map(label => label.width));
      if (layout.labelWidth <= room * share) break;
    }
    layout.labelWidth = Math.min(layout.labelWidth, room * .62);

    layout.setFont(layout.valueSize, 600);
    layout.valueWidth = maxOrZero(rows.filter(row => !row.none).map(row => layout.measure(row.text)));
    const slack = (height - layout.pitch * rows.length) / 2;
    // With few rows: centred bars would float, so two thirds of half the spare height go above them.
    const top = slack * .66;
    layout.padding = {
      left: layout.ownBandInset + layout.rankWidth + layout.labelWidth + 18 * unit,
      right: layout.valueWidth + (isRanked ? 22 : 14) * unit,
      top,
      bottom: Math.max(0, height - top - layout.pitch * rows.length),
    };
    layout.thickness = Math.min(layout.pitch * .62, (isRanked ? 34 : 66) * unit);
  }

  #layoutColumns(layout) {
    const rows = this.#rows, { unit } = layout;
    const width = this.clientWidth;
    const pitch = layout.pitch = width / Math.max(1, rows.length);
    const scaleMax = this.#scaleMax;

    // Values: as large as neighbouring bars of similar height allow; otherwise all of them are rotated, so that they read as a row.
    const height = this.clientHeight;
    const valuesCollide = size => {
      layout.setFont(size, 600);
      return rows.some((row, i) => {
        const next = rows[i + 1];
        if (!row.text || row.none) return false;
        const valueWidth = layout.measure(row.text);
        if ((i === 0 || i === rows.length - 1) && valueWidth > pitch + 8 * unit) return true;
        if (!next || next.none) return valueWidth / 2 > pitch * 1.4;
        const heightDifference = Math.abs(row.value - next.value) / scaleMax * height * .7;
        // Beside a higher bar the free room ends a third of the pitch away from its centre.
        const isHigherOrLower = heightDifference > size * 1.1 * unit;
        const free = isHigherOrLower ? pitch * .68 - valueWidth / 2 : pitch - (valueWidth + layout.measure(next.text)) / 2;
        return free < (isHigherOrLower ? 4 : 8) * unit;
      });
    };
    layout.valueSize = [34, 32, 30, 28].find(size => !valuesCollide(size)) ?? 28;
    layout.valuesRotated = valuesCollide(layout.valueSize);
    layout.setFont(layout.valueSize, 600);
    const valueRoom = layout.valuesRotated
      ? maxOrZero(rows.filter(row => !row.none).map(row => layout.measure(row.text)))
      : layout.valueSize * unit;

    this.#layoutColumnLabels(layout);
    const labelRoom = layout.labelsRotated
      ? Math.min(maxOrZero(layout.labels.map(label => label.width)) + 8 * unit, height * .4)
      : layout.labelSize * 1.22 * unit * maxOrZero(layout.labels.map(label => label.lines.length));
    layout.padding = { left: 0, right: 0, top: valueRoom + 14 * unit, bottom: labelRoom + 14 * unit };
    layout.thickness = Math.min(pitch * .62, 110 * unit);
  }

  /** One line, two lines, or rotated. */
  #layoutColumnLabels(layout) {
    const rows = this.#rows, { unit, pitch } = layout;
    layout.labelsRotated = false;
    for (const size of [32, 30, 28]) {
      const gap = (size === 28 ? 6 : 12) * unit;
      layout.setFont(size);
      layout.labelSize = size;
      layout.labels = rows.map(row => ({ lines: [row.label], width: layout.measure(row.label) }));
      if (maxOrZero(layout.labels.map(label => label.width)) <= pitch - gap) break;
      layout.labels = rows.map((row, i) =>
        layout.labels[i].width <= pitch - gap ? layout.labels[i] : breakIntoTwoLines(row.label, layout.measure));
      if (maxOrZero(layout.labels.map(label => label.width)) <= pitch - gap) break;
      layout.labelsRotated = size === 28;
    }
    if (layout.labelsRotated) layout.labels = rows.map(row => ({ lines: [row.label], width: layout.measure(row.label) }));
  }

  /** Below the bars: the band of the own province. */
  #paintOwnBand(chart) {
    const { unit, color, pitch, isRanked } = this.#layout;
    if (!isRanked) return;
    chart.getDatasetMeta(0).data.forEach((bar, i) => {
      if (!this.#rows[i].own) return;
      const height = Math.min(pitch - 4 * unit, 58 * unit);
      chart.ctx.fillStyle = color('own-tint');
      chart.ctx.fillRect(0, bar.y - height / 2, chart.width, height);
      chart.ctx.fillStyle = color('own');
      chart.ctx.fillRect(0, bar.y - height / 2, 8 * unit, height);
    });
  }

  /** Above the bars: the zero line and all texts. */
  #paintTexts(chart) {
    const { ctx } = chart;
    ctx.save();
    if (this.#drawnKind === 'bars') this.#paintBarTexts(chart, ctx);
    else this.#paintColumnTexts(chart, ctx);
    ctx.restore();
  }

  #paintBarTexts(chart, ctx) {
    const layout = this.#layout, { unit, color, padding } = layout;
    const zero = chart.scales.x.getPixelForValue(0);
    const { top, bottom } = chart.chartArea;
    ctx.fillStyle = color('mark');
    ctx.fillRect(zero - unit, top + 4 * unit, 2 * unit, bottom - top - 8 * unit);
    ctx.textBaseline = 'middle';
    chart.getDatasetMeta(0).data.forEach((bar, i) => {
      const row = this.#rows[i];
      const y = chart.scales.y.getPixelForValue(i);
      if (row.rank) {
        layout.setFont(28);
        ctx.textAlign = 'right';
        ctx.fillStyle = color('ink-2');
        ctx.fillText(row.rank, layout.ownBandInset + layout.rankWidth - 18 * unit, y);
      }
      const { lines } = layout.labels[i];
      layout.setFont(layout.labelSize);
      ctx.fillStyle = color(row.none || row.rest ? 'ink-2' : 'ink');
      ctx.textAlign = layout.isRanked ? 'left' : 'right';
      const x = layout.isRanked ? layout.ownBandInset + layout.rankWidth : padding.left - 18 * unit;
      const lineHeight = layout.labelSize * 1.15 * unit;
      lines.forEach((line, n) => ctx.fillText(line, x, y + (n - (lines.length - 1) / 2) * lineHeight, layout.labelWidth));
      if (row.none) {
        layout.setFont(28);
        ctx.textAlign = 'left';
        ctx.fillStyle = color('ink-2');
        ctx.fillText(row.text, zero + 14 * unit, y, chart.width - zero - 14 * unit);
        return;
      }
      layout.setFont(layout.valueSize, 600);
      ctx.fillStyle = color(row.changed ? 'live-ink' : 'ink');
      // A ranking is read down its column of numbers; otherwise the number belongs to the end of its bar.
      ctx.textAlign = layout.isRanked ? 'right' : 'left';
      ctx.fillText(row.text, layout.isRanked ? chart.width - 4 * unit : bar.x + 12 * unit, y);
    });
  }

  #paintColumnTexts(chart, ctx) {
    const layout = this.#layout, { unit, color, pitch } = layout;
    const zero = chart.scales.y.getPixelForValue(0);
    const middle = i => chart.scales.x.getPixelForValue(i);
    ctx.fillStyle = color('mark');
    ctx.fillRect(0, zero - unit, chart.width, 2 * unit);

    this.#rows.forEach((row, i) => {
      layout.setFont(layout.labelSize, row.now ? 600 : 500);
      ctx.fillStyle = color(row.now ? 'ink' : 'ink-2');
      if (layout.labelsRotated) this.#fillRotatedText(ctx, row.label, middle(i), zero + 12 * unit, 'right');
      else {
        ctx.textAlign = 'center';
        ctx.textBaseline = 'top';
        layout.labels[i].lines.forEach((line, n) => ctx.fillText(line, middle(i), zero + (14 + n * layout.labelSize * 1.15) * unit, pitch));
      }
      if (row.none) return;
      const y = chart.getDatasetMeta(0).data[i].y - 9 * unit;
      layout.setFont(layout.valueSize, 600);
      ctx.fillStyle = color(row.changed ? 'live-ink' : 'ink');
      if (layout.valuesRotated) this.#fillRotatedText(ctx, row.text, middle(i), y, 'left');
      else {
        ctx.textAlign = 'center';
        ctx.textBaseline = 'alphabetic';
        // The first and the last value may be wider than their column: keep them inside the picture.
        const half = layout.measure(row.text) / 2;
        ctx.fillText(row.text, Math.min(Math.max(middle(i), half), chart.width - half), y);
      }
    });

    // A run of years without a figure is one gap with its text; if the text has no room, each year gets a dash.
    for (let i = 0; i < this.#rows.length; i++) {
      if (!this.#rows[i].none) continue;
      let last = i;
      while (this.#rows[last + 1]?.none && this.#rows[last + 1].text === this.#rows[i].text) last++;
      this.#paintGap(ctx, i, last, middle, zero);
      i = last;
    }
  }

  #paintGap(ctx, first, last, middle, zero) {
    const layout = this.#layout, { unit, color, pitch } = layout;
    const from = middle(first) - pitch / 2 + 10 * unit, to = middle(last) + pitch / 2 - 10 * unit;
    layout.setFont(28);
    const { text } = this.#rows[first];
    const label = layout.measure(text) <= to - from
      ? { lines: [text], width: layout.measure(text) }
      : breakIntoTwoLines(text, layout.measure);
    ctx.strokeStyle = ctx.fillStyle = color('mark');
    if (label.width > to - from || !text) {
      for (let i = first; i <= last; i++) ctx.fillRect(middle(i) - 14 * unit, zero - 26 * unit, 28 * unit, 4 * unit);
      return;
    }
    ctx.lineWidth = 3 * unit;
    ctx.setLineDash([3 * unit, 9 * unit]);
    ctx.lineCap = 'round';
    ctx.beginPath();
    ctx.moveTo(from, zero - 14 * unit);
    ctx.lineTo(to, zero - 14 * unit);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = color('ink-2');
    ctx.textAlign = 'center';
    ctx.textBaseline = 'alphabetic';
    const { lines } = label;
    lines.forEach((line, n) => ctx.fillText(line, (from + to) / 2, zero - (30 + (lines.length - 1 - n) * 33) * unit));
  }

  #fillRotatedText(ctx, text, x, y, align) {
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(-Math.PI / 2);
    ctx.textAlign = align;
    ctx.textBaseline = 'middle';
    ctx.fillText(text, 0, 0);
    ctx.restore();
  }

  // ---- map ------------------------------------------------------------------------------------------------------------

  #updateMap() {
    const src = this.getAttribute('src') ?? mapFile;
    if (this.#svg) {
      this.#paintMap();
      return;
    }
    this.#mapLoad = fetchMap(src).then(map => {
      if (!this.isConnected || this.#drawnKind !== 'map' || !this.#layout) return;
      if (!this.#svg) this.#buildMap(map);
      this.#paintMap();
      mapRetryMs = 1000;
    }).catch(error => {
      console.warn('live-chart: no map yet:', error);
      // With jitter, because every screen of the country misses the same file.
      setTimeout(() => this.isConnected && !this.isDrawn && enqueueDraw(this), mapRetryMs * (.5 + Math.random() / 2));
      mapRetryMs = Math.min(maxMapRetryMs, mapRetryMs * 2);
    });
  }

  #buildMap(map) {
    const make = (name, attributes, parent) => {
      const node = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      parent?.append(node);
      return node;
    };
    // A margin for the outlines at the edge.
    const [left, top, width, height] = map.viewBox.split(' ').map(Number);
    const box = [left - 8, top - 6, width + 16, height + 14];
    const svg = make('svg', { viewBox: box.join(' ') });
    const hatch = make(
      'pattern',
      { id: 'hatch', width: 9, height: 9, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      make('defs', {}, svg));
    make('rect', { width: 4, height: 9, class: 'paper' }, hatch);
    const groups = [];
    // Each province is one path, drawn twice: a thick line, and the filled shape over it. The line stays visible around the province and
    // disappears inside it, at the borders of the old provinces that were merged.
    const group = (key, d, islets) => {
      const g = make('g', {}, svg);
      make('path', { d, class: 'halo' }, g);
      make('path', { d, class: 'land' }, g);
      make('path', { d, class: 'hatch', fill: 'url(#hatch)' }, g);
      groups.push({ key, g, islets });
    };
    // The first move of a path is absolute, even if it is written as a relative one; inside a joined path it would not be.
    for (const unit of map.units) group(unit.key, unit.paths.map(path => path.replace(/^m/, 'M')).join(''), false);
    const names = [];
    for (const island of map.islands) {
      group(island.key, island.path, true);
      names.push({ id: island.id, node: make('text', {}, svg), shape: groups.at(-1).g });
    }
    this.#svg = { svg, groups, names, make, box };
    this.#picture.replaceChildren(svg);
  }

  #paintMap() {
    const { svg, groups, names } = this.#svg;
    const rows = new Map(this.#rows.map(row => [row.key, row]));
    svg.style.setProperty('--unit', `${this.#layout.unit}px`);
    for (const { key, g, islets } of groups) {
      const row = rows.get(key);
      const marks = [islets && 'islets', row?.part && 'part', row?.own && 'own', row?.changed && 'changed'].filter(Boolean).join(' ');
      if (g.getAttribute('class') !== marks) g.setAttribute('class', marks);
      if (row && !row.none && row.level) g.dataset.level = row.level;
      else delete g.dataset.level;
    }
    for (const name of names) this.#placeIslandName(name);
    this.drawn++;
    this.isDrawn = true;
  }

  /** The name of an island group, above it in one or two lines, at 28 units whatever the scale, and wholly inside the picture. */
  #placeIslandName({ id, node, shape }) {
    const { box, make } = this.#svg;
    const text = this.getAttribute(id) ?? '';
    const scale = Math.min(this.clientWidth / box[2], this.clientHeight / box[3]);
    const size = 28 * this.#layout.unit / scale;
    const words = text.split(' ');
    const lines = words.length > 3 ? [words.slice(0, 2).join(' '), words.slice(2).join(' ')] : [text];
    node.style.fontSize = `${size}px`;
    node.setAttribute('text-anchor', 'middle');
    const shapeBox = shape.getBBox();
    node.replaceChildren(...lines.map((line, n) => {
      const span = make('tspan', { x: 0, dy: n ? size * 1.15 : 0 });
      span.textContent = line;
      return span;
    }));
    const textWidth = node.getComputedTextLength ? node.getBBox().width : 0;
    // The picture may be wider than the map: the name may use that room too.
    const spare = (this.clientWidth / scale - box[2]) / 2;
    const [leftmost, rightmost] = [box[0] - spare + textWidth / 2, box[0] + box[2] + spare - textWidth / 2 - 4];
    const x = Math.min(Math.max(shapeBox.x + shapeBox.width / 2, leftmost), rightmost);
    const y = shapeBox.y - size * .6 - (lines.length - 1) * size * 1.15;
    for (const span of node.children) span.setAttribute('x', x);
    node.setAttribute('y', Math.max(y, size));
  }
}

if (!customElements.get('live-chart')) customElements.define('live-chart', LiveChart);
// Tells watchdog.js that the script has run.
globalThis.LiveChart = LiveChart;
