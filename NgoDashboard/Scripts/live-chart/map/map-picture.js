import { addMargin, joinPaths, placeIslandName, scaleMap, shapeClasses, shapeLevel, splitIslandName } from './map-shapes.js';

/** The map as SVG. It is made once, and painted anew when the table changes. */
export class MapPicture {
  #svg;
  /** Left, top, width and height of the picture, in the map's coordinates. */
  #box;
  /** The shapes with the keys of their provinces. */
  #groups = [];
  /** The texts of the island groups, with their shapes. */
  #names = [];

  /** @param map The content of the map file. */
  constructor(picture, map) {
    this.#box = addMargin(map.viewBox);
    this.#svg = createSvg('svg', { viewBox: this.#box.join(' ') });
    this.#addHatchPattern();
    for (const unit of map.units) this.#addShape(unit.key, joinPaths(unit.paths), false);
    for (const island of map.islands) {
      const shape = this.#addShape(island.key, island.path, true);
      this.#names.push({ id: island.id, node: createSvg('text', {}, this.#svg), shape });
    }
    picture.replaceChildren(this.#svg);
  }

  #addHatchPattern() {
    const hatch = createSvg(
      'pattern',
      { id: 'hatch', width: 9, height: 9, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      createSvg('defs', {}, this.#svg));
    createSvg('rect', { width: 4, height: 9, class: 'paper' }, hatch);
  }

  /**
   * Each province is one path, drawn twice: a thick line, and the filled shape over it. The line stays visible around the province and
   * disappears inside it, at the borders of the old provinces that were merged.
   */
  #addShape(key, d, islets) {
    const g = createSvg('g', {}, this.#svg);
    createSvg('path', { d, class: 'halo' }, g);
    createSvg('path', { d, class: 'land' }, g);
    createSvg('path', { d, class: 'hatch', fill: 'url(#hatch)' }, g);
    this.#groups.push({ key, g, islets });
    return g;
  }

  /**
   * @param size Width and height of the element in pixels, and the pixels of a stage unit.
   * @param nameForIsland Returns the text for the id of an island group.
   */
  paint(rows, size, nameForIsland) {
    const rowByKey = new Map(rows.map(row => [row.key, row]));
    this.#svg.style.setProperty('--unit', `${size.unit}px`);
    for (const { key, g, islets } of this.#groups) {
      const row = rowByKey.get(key);
      const classes = shapeClasses(row, islets);
      if (g.getAttribute('class') !== classes) g.setAttribute('class', classes);
      const level = shapeLevel(row);
      if (level) g.dataset.level = level;
      else delete g.dataset.level;
    }
    for (const { id, node, shape } of this.#names) this.#paintIslandName(nameForIsland(id), node, shape, size);
  }

  /** Above the island group in one or two lines, at 28 units whatever the scale. */
  #paintIslandName(name, node, shape, size) {
    const { textSize, spare } = scaleMap(this.#box, size);
    const lines = splitIslandName(name);
    node.style.fontSize = `${textSize}px`;
    node.setAttribute('text-anchor', 'middle');
    const shapeBox = shape.getBBox();
    node.replaceChildren(...lines.map((line, n) => {
      const span = createSvg('tspan', { x: 0, dy: n ? textSize * 1.15 : 0 });
      span.textContent = line;
      return span;
    }));
    const textWidth = node.getComputedTextLength ? node.getBBox().width : 0;
    const { x, y } = placeIslandName(this.#box, { shapeBox, textWidth, textSize, spare, lineCount: lines.length });
    for (const span of node.children) span.setAttribute('x', x);
    node.setAttribute('y', y);
  }

  /** The key of the province whose shape is under the pointer, or undefined. */
  findKeyAt(event) {
    const shape = event.composedPath().find(node => node.localName === 'g');
    return this.#groups.find(group => group.g === shape)?.key;
  }
}

function createSvg(name, attributes, parent) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  parent?.append(node);
  return node;
}
