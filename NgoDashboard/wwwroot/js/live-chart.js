// <live-chart kind="columns|bars|map"> draws the table that it holds. The table is the truth: a reader of the page, a screen
// reader and a test see the same numbers as the picture, and whoever changes the table (a circuit's diff, a frame's morph)
// changes the picture. Chart.js only lays out the bars; every text is drawn here, because on a projector a label that is
// cut off or that lies on another one is worse than no label.
//
// Sizes are stage units: the element's font-size is 34 of them. Colours are tokens of css/tokens.css.

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
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
  text { font-family: inherit; font-weight: 500; fill: var(--ink); stroke: var(--card); stroke-width: .22em; paint-order: stroke; stroke-linejoin: round; }
`);

// The page knows its address: there is a fingerprint in it.
const mapFile = document.body.dataset.map;

// One map file for all maps of a page. A failed fetch is forgotten, so that the next change of the table tries again.
const maps = new Map();
const longestMapPause = 8000;
const mapTimeout = 15000;
let mapPause = 1000;
function fetchMap(url) {
  if (!maps.has(url)) {
    maps.set(url, fetch(url, { signal: AbortSignal.timeout(mapTimeout) }).then(answer => answer.ok ? answer.json() : Promise.reject(new Error(`${url}: ${answer.status}`))));
    maps.get(url).catch(() => maps.delete(url));
  }
  return maps.get(url);
}

/**
 * Best break of a label into two lines (the narrowest), or one line if it has no space. Most Vietnamese words are two syllables,
 * so an odd number of them in the first line likely tears one apart ("kinh | tế"); a line never begins with a dash.
 */
function twoLines(text, width) {
  const words = text.split(' ');
  let best = { lines: [text], width: width(text), cost: Infinity };
  for (let i = 1; i < words.length; i++) {
    if (/^[-–—·]$/.test(words[i])) continue;
    const lines = [words.slice(0, i).join(' '), words.slice(i).join(' ')];
    const wide = Math.max(...lines.map(width));
    const cost = wide * (words.slice(0, i).filter(word => /\p{L}/u.test(word)).length % 2 ? 1.25 : 1);
    if (cost < best.cost) best = { lines, width: wide, cost };
  }
  return best;
}

/** Charts whose table or size has changed. They are drawn one after another, each once, however often it was said. */
const due = new Set();
let drawing = null;

function draw(chart) {
  due.add(chart);
  drawing ??= drawDue();
}

async function drawDue() {
  // After whoever changes the tables: in the middle of that, every look at a size would lay the page out anew.
  await null;
  let isFirst = true;
  for (const chart of due) {
    // Each in a task of its own: a scene of four charts must not hold up what else the page has to do.
    if (!isFirst) await nextTask();
    isFirst = false;
    due.delete(chart);
    try {
      chart.drawNow();
    } catch (error) {
      // The others are drawn all the same.
      console.error('live-chart:', error);
    }
  }
  drawing = null;
}

/** Unlike a timer it is not put off. */
const nextTask = () => new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(null);
});

const most = numbers => Math.max(0, ...numbers);

class LiveChart extends HTMLElement {
  #root = this.attachShadow({ mode: 'open' });
  #internals = this.attachInternals();
  #picture = document.createElement('div');
  #mutations = new MutationObserver(() => draw(this));
  #sizes = new ResizeObserver(() => this.#size === this.#sizeNow || draw(this));
  #fontsLoaded = () => draw(this);
  /** That it was drawn for. */
  #size = '';
  #density = null;
  #drawnKind = null;
  #waiting = Promise.resolve();
  #rows = [];
  #plan = null;
  #svg = null;

  /** The Chart.js instance, or null (map, not drawn yet): the same one for as long as the kind is the same. */
  chart = null;
  /** How often it was drawn. */
  drawn = 0;
  /** Whether the picture is that of the table: false where a script or the map that it needs has not come. */
  isDrawn = false;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#picture.className = 'picture';
    this.#picture.ariaHidden = 'true';
    this.#picture.addEventListener('click', this.#choose);
    this.#picture.addEventListener('pointermove', this.#point);
    const words = document.createElement('div');
    words.className = 'words';
    words.append(document.createElement('slot'));
    this.#root.append(this.#picture, words);
    this.#internals.role = 'figure';
  }

  /** Fetches the map before a scene needs it: one that goes on air must not wait for a file. */
  static prepare() {
    fetchMap(mapFile).catch(() => { /* the scene tries again */ });
  }

  /** Resolves when the table as it is now has been drawn. */
  get settled() {
    if (this.#mutations.takeRecords().length) draw(this);
    return Promise.resolve(drawing).then(() => this.#waiting);
  }

  /** For what the table does not say: whose page it is. */
  redraw() {
    draw(this);
  }

  connectedCallback() {
    this.#mutations.observe(this, { childList: true, subtree: true, characterData: true, attributes: true });
    this.#sizes.observe(this);
    document.fonts.addEventListener('loadingdone', this.#fontsLoaded);
    this.#watchDensity();
    draw(this);
  }

  disconnectedCallback() {
    this.#mutations.disconnect();
    this.#sizes.disconnect();
    document.fonts.removeEventListener('loadingdone', this.#fontsLoaded);
    this.#density?.abort();
    due.delete(this);
    this.#clear();
  }

  /** A window dragged to a monitor with another density keeps its size in pixels of CSS: nobody else would tell us. */
  #watchDensity() {
    this.#density?.abort();
    this.#density = new AbortController();
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      this.#watchDensity();
      draw(this);
    }, { once: true, signal: this.#density.signal });
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

  /** Whoever wants it drawn says so to the queue. */
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
    // The table has them all; drawn are the first, and the own province's row wherever it stands.
    const shown = Number.parseInt(this.getAttribute('shown') ?? '', 10) || rows.length;
    this.#rows = rows.filter((row, place) => place < shown || row.own);
    const style = getComputedStyle(this);
    this.#plan = { unit: Number.parseFloat(style.fontSize) / 34, family: style.fontFamily, color: name => style.getPropertyValue(`--${name}`).trim() };
    if (kind === 'map') this.#updateMap();
    else this.#updateChart(kind);
  }

  // ---- columns and bars -----------------------------------------------------------------------------------------------

  #updateChart(kind) {
    if (!this.chart) {
      const canvas = document.createElement('canvas');
      this.#picture.replaceChildren(canvas);
      this.chart = new globalThis.Chart(canvas, {
        type: 'bar',
        data: { labels: [], datasets: [{ data: [] }] },
        options: {
          indexAxis: kind === 'bars' ? 'y' : 'x',
          // The size is set below: Chart.js measuring a box that its own canvas stretches is how charts creep (#11612).
          responsive: false,
          maintainAspectRatio: false,
          animation: false,
          events: [],
          plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
          scales: { x: { display: false, beginAtZero: true }, y: { display: false, beginAtZero: true } },
        },
        plugins: [{
          id: 'words',
          // (Chart.js draws once, empty, when it is made: nothing is planned then.)
          beforeDatasetsDraw: chart => this.#plan.padding && this.#under(chart),
          afterDatasetsDraw: chart => this.#plan.padding && this.#over(chart),
        }],
      });
    }
    const { chart } = this;
    const plan = this.#plan;
    const ctx = chart.ctx;
    plan.font = (size, weight = 500) => ctx.font = `${weight} ${size * plan.unit}px ${plan.family}`;
    plan.width = text => ctx.measureText(text).width;
    if (kind === 'bars') this.#planBars(plan);
    else this.#planColumns(plan);

    const top = this.#top;
    const { options, data } = chart;
    options.devicePixelRatio = devicePixelRatio;
    options.layout.padding = plan.padding;
    Object.assign(options.scales[kind === 'bars' ? 'x' : 'y'], { min: 0, max: top });
    data.labels = this.#rows.map((_, i) => i);
    Object.assign(data.datasets[0], {
      data: this.#rows.map(row => row.value),
      backgroundColor: this.#rows.map(row => this.#fill(ctx, row)),
      borderColor: plan.color('bar'),
      borderWidth: this.#rows.map(row => row.part && !row.none ? { top: 3 * plan.unit, right: 3 * plan.unit, bottom: kind === 'bars' ? 3 * plan.unit : 0, left: kind === 'bars' ? 0 : 3 * plan.unit } : 0),
      borderSkipped: false,
      borderRadius: kind === 'bars' ? { topRight: 5 * plan.unit, bottomRight: 5 * plan.unit } : { topLeft: 5 * plan.unit, topRight: 5 * plan.unit },
      barPercentage: 1,
      categoryPercentage: 1,
      barThickness: plan.thickness,
    });
    if (chart.width !== this.clientWidth || chart.height !== this.clientHeight || chart.currentDevicePixelRatio !== devicePixelRatio)
      chart.resize(this.clientWidth, this.clientHeight);
    chart.update('none');
    this.drawn++;
    this.isDrawn = true;
  }

  /** What fills the picture: the largest value, or a given one where several charts are drawn to one scale. */
  get #top() {
    return most([...this.#rows.map(row => row.value ?? 0), Number.parseFloat(this.getAttribute('max') ?? '') || 0]) || 1;
  }

  // ---- choosing a number: in the desk's previews rows say which figure they are ------------------------------------------

  /** The figure under the pointer, told by its bar with its label, or by its shape on the map. */
  #figureAt(event) {
    const { chart } = this;
    if (!chart) {
      const shape = event.composedPath().find(node => node.localName === 'g');
      const key = this.#svg?.groups.find(group => group.g === shape)?.key;
      return this.#rows.find(row => row.key && row.key === key)?.figure;
    }
    const place = this.#picture.getBoundingClientRect();
    const scale = chart.scales[this.#drawnKind === 'bars' ? 'y' : 'x'];
    // A preview may be drawn smaller than it is laid out.
    const at = this.#drawnKind === 'bars'
      ? (event.clientY - place.top) * chart.height / place.height
      : (event.clientX - place.left) * chart.width / place.width;
    return this.#rows.find((_, i) => Math.abs(scale.getPixelForValue(i) - at) <= this.#plan.pitch / 2)?.figure;
  }

  #choose = event => {
    const figure = this.#figureAt(event);
    if (figure) this.dispatchEvent(new CustomEvent('figurechosen', { detail: figure, bubbles: true, composed: true }));
  };

  #point = event => {
    this.#picture.style.cursor = this.#figureAt(event) ? 'pointer' : '';
  };

  #fill(ctx, row) {
    const { color, unit } = this.#plan;
    if (row.changed) return color('live');
    if (row.own) return color('own');
    if (row.rest) return color('bar-rest');
    if (row.part) return this.#hatch(ctx, color('bar'), color('card'), unit);
    return color(row.now ? 'bar-now' : 'bar');
  }

  /** Hatched: a sum of the parts that are known, so the truth is at least this. */
  #hatch(ctx, ink, paper, unit) {
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

  /** Room for ranks, labels and values; the text gives way last, and never below 28 units. */
  #planBars(plan) {
    const rows = this.#rows, { unit } = plan;
    const W = this.clientWidth, H = this.clientHeight;
    const ranked = plan.ranked = rows.some(row => row.rank);
    plan.pitch = Math.min(H / Math.max(1, rows.length), (ranked ? 84 : 130) * unit);
    plan.valueSize = plan.pitch < 40 * unit ? 28 : ranked ? 36 : 34;
    plan.font(28);
    plan.rankWidth = ranked ? most(rows.map(row => plan.width(row.rank))) + 18 * unit : 0;
    plan.inset = rows.some(row => row.own && ranked) ? 18 * unit : 0;

    const room = W - plan.rankWidth - plan.inset;
    for (const [size, share] of [[ranked ? 36 : 32, .38], [32, .4], [30, .42], [28, .45], [28, .62]]) {
      plan.font(size);
      plan.labelSize = size;
      const one = rows.map(row => ({ lines: [row.label], width: plan.width(row.label) }));
      const two = plan.pitch >= size * 2.3 * unit ? rows.map(row => twoLines(row.label, plan.width)) : one;
      // Two lines only where one would eat into the bars: a label is read faster in one.
      const limit = Math.max(room * Math.min(share, .34), most(two.map(label => label.width)));
      plan.labels = one.map((label, i) => label.width <= limit ? label : two[i]);
      plan.labelWidth = most(plan.labels.map(label => label.width));
      if (plan.labelWidth <= room * share) break;
    }
    plan.labelWidth = Math.min(plan.labelWidth, room * .62);

    plan.font(plan.valueSize, 600);
    plan.valueWidth = most(rows.filter(row => !row.none).map(row => plan.width(row.text)));
    const slack = (H - plan.pitch * rows.length) / 2;
    // Few rows: centred would float; a third of the slack above reads as one block under its title.
    const top = slack * .66;
    plan.padding = {
      left: plan.inset + plan.rankWidth + plan.labelWidth + 18 * unit,
      right: plan.valueWidth + (ranked ? 22 : 14) * unit,
      top,
      bottom: Math.max(0, H - top - plan.pitch * rows.length),
    };
    plan.thickness = Math.min(plan.pitch * .62, (ranked ? 34 : 66) * unit);
  }

  #planColumns(plan) {
    const rows = this.#rows, { unit } = plan;
    const W = this.clientWidth;
    const pitch = plan.pitch = W / Math.max(1, rows.length);
    const top = this.#top;

    // Values: as large as neighbours of nearly the same height allow; else turned, all of them, so that they read as a row.
    const H = this.clientHeight;
    const collide = size => {
      plan.font(size, 600);
      return rows.some((row, i) => {
        const next = rows[i + 1];
        if (!row.text || row.none) return false;
        const width = plan.width(row.text);
        if ((i === 0 || i === rows.length - 1) && width > pitch + 8 * unit) return true;
        if (!next || next.none) return width / 2 > pitch * 1.4;
        const apart = Math.abs(row.value - next.value) / top * H * .7;
        // A higher bar beside it begins a third of the pitch away.
        const free = apart > size * 1.1 * unit ? pitch * .68 - width / 2 : pitch - (width + plan.width(next.text)) / 2;
        return free < (apart > size * 1.1 * unit ? 4 : 8) * unit;
      });
    };
    plan.valueSize = [34, 32, 30, 28].find(size => !collide(size)) ?? 28;
    plan.turned = collide(plan.valueSize);
    plan.font(plan.valueSize, 600);
    const valueRoom = plan.turned ? most(rows.filter(row => !row.none).map(row => plan.width(row.text))) : plan.valueSize * unit;

    // Labels: one line, two lines, or turned.
    plan.labelTurned = false;
    for (const size of [32, 30, 28]) {
      const gap = (size === 28 ? 6 : 12) * unit;
      plan.font(size);
      plan.labelSize = size;
      plan.labels = rows.map(row => ({ lines: [row.label], width: plan.width(row.label) }));
      if (most(plan.labels.map(label => label.width)) <= pitch - gap) break;
      plan.labels = rows.map((row, i) => plan.labels[i].width <= pitch - gap ? plan.labels[i] : twoLines(row.label, plan.width));
      if (most(plan.labels.map(label => label.width)) <= pitch - gap) break;
      plan.labelTurned = size === 28;
    }
    if (plan.labelTurned) plan.labels = rows.map(row => ({ lines: [row.label], width: plan.width(row.label) }));
    const labelRoom = plan.labelTurned
      ? Math.min(most(plan.labels.map(label => label.width)) + 8 * unit, H * .4)
      : plan.labelSize * 1.22 * unit * most(plan.labels.map(label => label.lines.length));
    plan.padding = { left: 0, right: 0, top: valueRoom + 14 * unit, bottom: labelRoom + 14 * unit };
    plan.thickness = Math.min(pitch * .62, 110 * unit);
  }

  /** Under the bars: the band of the own province. */
  #under(chart) {
    const { unit, color, pitch, ranked } = this.#plan;
    if (!ranked) return;
    chart.getDatasetMeta(0).data.forEach((bar, i) => {
      if (!this.#rows[i].own) return;
      const height = Math.min(pitch - 4 * unit, 58 * unit);
      chart.ctx.fillStyle = color('own-tint');
      chart.ctx.fillRect(0, bar.y - height / 2, chart.width, height);
      chart.ctx.fillStyle = color('own');
      chart.ctx.fillRect(0, bar.y - height / 2, 8 * unit, height);
    });
  }

  /** Over the bars: the zero line and every text. */
  #over(chart) {
    const { ctx } = chart;
    ctx.save();
    if (this.#drawnKind === 'bars') this.#barTexts(chart, ctx);
    else this.#columnTexts(chart, ctx);
    ctx.restore();
  }

  #barTexts(chart, ctx) {
    const plan = this.#plan, { unit, color, padding } = plan;
    const zero = chart.scales.x.getPixelForValue(0);
    const { top, bottom } = chart.chartArea;
    ctx.fillStyle = color('mark');
    ctx.fillRect(zero - unit, top + 4 * unit, 2 * unit, bottom - top - 8 * unit);
    ctx.textBaseline = 'middle';
    chart.getDatasetMeta(0).data.forEach((bar, i) => {
      const row = this.#rows[i];
      const y = chart.scales.y.getPixelForValue(i);
      if (row.rank) {
        plan.font(28);
        ctx.textAlign = 'right';
        ctx.fillStyle = color('ink-2');
        ctx.fillText(row.rank, plan.inset + plan.rankWidth - 18 * unit, y);
      }
      const { lines } = plan.labels[i];
      plan.font(plan.labelSize);
      ctx.fillStyle = color(row.none || row.rest ? 'ink-2' : 'ink');
      ctx.textAlign = plan.ranked ? 'left' : 'right';
      const x = plan.ranked ? plan.inset + plan.rankWidth : padding.left - 18 * unit;
      lines.forEach((line, n) => ctx.fillText(line, x, y + (n - (lines.length - 1) / 2) * plan.labelSize * 1.15 * unit, plan.labelWidth));
      if (row.none) {
        plan.font(28);
        ctx.textAlign = 'left';
        ctx.fillStyle = color('ink-2');
        ctx.fillText(row.text, zero + 14 * unit, y, chart.width - zero - 14 * unit);
        return;
      }
      plan.font(plan.valueSize, 600);
      ctx.fillStyle = color(row.changed ? 'live-ink' : 'ink');
      // A ranking is read down its column of numbers; otherwise the number belongs to the end of its bar.
      ctx.textAlign = plan.ranked ? 'right' : 'left';
      ctx.fillText(row.text, plan.ranked ? chart.width - 4 * unit : bar.x + 12 * unit, y);
    });
  }

  #columnTexts(chart, ctx) {
    const plan = this.#plan, { unit, color, pitch } = plan;
    const zero = chart.scales.y.getPixelForValue(0);
    const middle = i => chart.scales.x.getPixelForValue(i);
    ctx.fillStyle = color('mark');
    ctx.fillRect(0, zero - unit, chart.width, 2 * unit);

    this.#rows.forEach((row, i) => {
      plan.font(plan.labelSize, row.now ? 600 : 500);
      ctx.fillStyle = color(row.now ? 'ink' : 'ink-2');
      if (plan.labelTurned) this.#turned(ctx, row.label, middle(i), zero + 12 * unit, 'right');
      else {
        ctx.textAlign = 'center';
        ctx.textBaseline = 'top';
        plan.labels[i].lines.forEach((line, n) => ctx.fillText(line, middle(i), zero + (14 + n * plan.labelSize * 1.15) * unit, pitch));
      }
      if (row.none) return;
      const y = chart.getDatasetMeta(0).data[i].y - 9 * unit;
      plan.font(plan.valueSize, 600);
      ctx.fillStyle = color(row.changed ? 'live-ink' : 'ink');
      if (plan.turned) this.#turned(ctx, row.text, middle(i), y, 'left');
      else {
        ctx.textAlign = 'center';
        ctx.textBaseline = 'alphabetic';
        // The first and the last may be wider than their column: keep them in the picture.
        const half = plan.width(row.text) / 2;
        ctx.fillText(row.text, Math.min(Math.max(middle(i), half), chart.width - half), y);
      }
    });

    // Years without a figure are a gap with words in it, once for a run; where the words have no room, a dash for each.
    for (let i = 0; i < this.#rows.length; i++) {
      if (!this.#rows[i].none) continue;
      let last = i;
      while (this.#rows[last + 1]?.none && this.#rows[last + 1].text === this.#rows[i].text) last++;
      this.#gap(ctx, i, last, middle, zero);
      i = last;
    }
  }

  #gap(ctx, first, last, middle, zero) {
    const plan = this.#plan, { unit, color, pitch } = plan;
    const from = middle(first) - pitch / 2 + 10 * unit, to = middle(last) + pitch / 2 - 10 * unit;
    plan.font(28);
    const { text } = this.#rows[first];
    const label = plan.width(text) <= to - from ? { lines: [text], width: plan.width(text) } : twoLines(text, plan.width);
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

  #turned(ctx, text, x, y, align) {
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
    this.#waiting = fetchMap(src).then(map => {
      if (!this.isConnected || this.#drawnKind !== 'map' || !this.#plan) return;
      if (!this.#svg) this.#buildMap(map);
      this.#paintMap();
      mapPause = 1000;
    }).catch(error => {
      console.warn('live-chart: no map yet:', error);
      // With jitter: the same file is missed by every screen of the country.
      setTimeout(() => this.isConnected && !this.isDrawn && draw(this), mapPause * (.5 + Math.random() / 2));
      mapPause = Math.min(longestMapPause, mapPause * 2);
    });
  }

  #buildMap(map) {
    const make = (name, attributes, parent) => {
      const node = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      parent?.append(node);
      return node;
    };
    // A margin, for the outlines at the edge.
    const [left, top, width, height] = map.viewBox.split(' ').map(Number);
    const box = [left - 8, top - 6, width + 16, height + 14];
    const svg = make('svg', { viewBox: box.join(' ') });
    const hatch = make('pattern', { id: 'hatch', width: 9, height: 9, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, make('defs', {}, svg));
    make('rect', { width: 4, height: 9, class: 'paper' }, hatch);
    const groups = [];
    // Each unit is one path, drawn twice: a thick line, then the filled shape over it. The line stays visible around the unit
    // and disappears inside it, where the borders of the merged old provinces are.
    const group = (key, d, islets) => {
      const g = make('g', {}, svg);
      make('path', { d, class: 'halo' }, g);
      make('path', { d, class: 'land' }, g);
      make('path', { d, class: 'hatch', fill: 'url(#hatch)' }, g);
      groups.push({ key, g, islets });
    };
    // The first move of a path is absolute, also where it is written as a relative one; inside a longer path it would not be.
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
    svg.style.setProperty('--unit', `${this.#plan.unit}px`);
    for (const { key, g, islets } of groups) {
      const row = rows.get(key);
      const marks = [islets && 'islets', row?.part && 'part', row?.own && 'own', row?.changed && 'changed'].filter(Boolean).join(' ');
      if (g.getAttribute('class') !== marks) g.setAttribute('class', marks);
      if (row && !row.none && row.level) g.dataset.level = row.level;
      else delete g.dataset.level;
    }
    for (const name of names) this.#name(name);
    this.drawn++;
    this.isDrawn = true;
  }

  /** The name of an island group, in two lines over it, at 28 units whatever the scale, and wholly inside the picture. */
  #name({ id, node, shape }) {
    const { box, make } = this.#svg;
    const text = this.getAttribute(id) ?? '';
    const scale = Math.min(this.clientWidth / box[2], this.clientHeight / box[3]);
    const size = 28 * this.#plan.unit / scale;
    const words = text.split(' ');
    const lines = words.length > 3 ? [words.slice(0, 2).join(' '), words.slice(2).join(' ')] : [text];
    node.style.fontSize = `${size}px`;
    node.setAttribute('text-anchor', 'middle');
    const at = shape.getBBox();
    node.replaceChildren(...lines.map((line, n) => {
      const span = make('tspan', { x: 0, dy: n ? size * 1.15 : 0 });
      span.textContent = line;
      return span;
    }));
    const wide = node.getComputedTextLength ? node.getBBox().width : 0;
    // The picture is wider than the drawing when the tile is: the name may use that room too.
    const spare = (this.clientWidth / scale - box[2]) / 2;
    const x = Math.min(Math.max(at.x + at.width / 2, box[0] - spare + wide / 2), box[0] + box[2] + spare - wide / 2 - 4);
    const y = at.y - size * .6 - (lines.length - 1) * size * 1.15;
    for (const span of node.children) span.setAttribute('x', x);
    node.setAttribute('y', Math.max(y, size));
  }
}

if (!customElements.get('live-chart')) customElements.define('live-chart', LiveChart);
// By this the page knows that the script has run.
globalThis.LiveChart = LiveChart;
