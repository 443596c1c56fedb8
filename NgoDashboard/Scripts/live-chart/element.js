import { BarChart } from './bars/bar-chart.js';
import { cancelDraw, enqueueDraw, waitUntilDrawn } from './draw-queue.js';
import { fetchMap, mapRetryDelay } from './map/map-file.js';
import { MapPicture } from './map/map-picture.js';
import { scaleMaximum } from './bars/numbers.js';
import { readRow, selectShownRows } from './rows.js';
import { styleSheet } from './styles.js';

// The page provides the address, because it contains a fingerprint.
const mapFile = document.body.dataset.map;

/** See main.js. */
export class LiveChart extends HTMLElement {
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
  #style = null;
  /** Of these two, the one that the kind needs; null before it is drawn. */
  #barChart = null;
  #map = null;

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

  /** The Chart.js instance, or null (a map, or not drawn yet). The same one as long as the kind stays the same. */
  get chart() {
    return this.#barChart?.chart ?? null;
  }

  /** Resolves when the current table has been drawn. */
  get settled() {
    if (this.#mutationObserver.takeRecords().length) enqueueDraw(this);
    return waitUntilDrawn().then(() => this.#mapLoad);
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
    cancelDraw(this);
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
    this.#barChart?.destroy();
    this.#barChart = this.#map = this.#drawnKind = null;
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
    this.#rows = selectShownRows([...this.querySelectorAll('tbody tr')].map(tr => readRow(tr, own)), this.getAttribute('shown'));
    this.#style = this.#readStyle();
    if (kind === 'map') this.#drawMap();
    else this.#drawBars(kind);
  }

  /** The pixels of a stage unit, the font family, and the colours by the names of their tokens. */
  #readStyle() {
    const style = getComputedStyle(this);
    return {
      unit: Number.parseFloat(style.fontSize) / 34,
      family: style.fontFamily,
      color: name => style.getPropertyValue(`--${name}`).trim(),
    };
  }

  #drawBars(kind) {
    this.#barChart ??= new BarChart(this.#picture, kind);
    const scaleMax = scaleMaximum(this.#rows, this.getAttribute('max'));
    this.#barChart.update(this.#rows, this.#style, { width: this.clientWidth, height: this.clientHeight, scaleMax });
    this.drawn++;
    this.isDrawn = true;
  }

  #drawMap() {
    if (this.#map) {
      this.#paintMap();
      return;
    }
    this.#mapLoad = fetchMap(this.getAttribute('src') ?? mapFile).then(map => {
      if (!this.isConnected || this.#drawnKind !== 'map') return;
      this.#map ??= new MapPicture(this.#picture, map);
      this.#paintMap();
      mapRetryDelay.reset();
    }).catch(error => {
      console.warn('live-chart: no map yet:', error);
      setTimeout(() => this.isConnected && !this.isDrawn && enqueueDraw(this), mapRetryDelay.takeNextMs());
    });
  }

  #paintMap() {
    const size = { width: this.clientWidth, height: this.clientHeight, unit: this.#style.unit };
    this.#map.paint(this.#rows, size, id => this.getAttribute(id) ?? '');
    this.drawn++;
    this.isDrawn = true;
  }

  // ---- choosing a number: in the desk's previews rows say which figure they are ------------------------------------------

  /** The figure of the bar, its label, or the map's shape under the pointer. */
  #figureAt(event) {
    if (this.#barChart) return this.#rows[this.#barChart.findRowAt(event, this.#picture.getBoundingClientRect())]?.figure;
    const key = this.#map?.findKeyAt(event);
    return this.#rows.find(row => row.key && row.key === key)?.figure;
  }

  #onClick = event => {
    const figure = this.#figureAt(event);
    if (figure) this.dispatchEvent(new CustomEvent('figurechosen', { detail: figure, bubbles: true, composed: true }));
  };

  #onPointerMove = event => {
    this.#picture.style.cursor = this.#figureAt(event) ? 'pointer' : '';
  };
}
