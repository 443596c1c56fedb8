// Run in a screen's page: returns a sentence for everything in its layout that would be wrong on a projector.
() => {
  const stage = document.getElementById('stage');
  const unit = Math.min(innerHeight / 1080, innerWidth / 1920);
  const smallest = 28, tolerancePx = 1;
  const problems = [];
  const pen = new OffscreenCanvas(8, 8).getContext('2d');
  const describeNode = node => {
    const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    const own = element.id ? `#${element.id}` : element.className && typeof element.className === 'string' ? `.${element.className.trim().replaceAll(/\s+/g, '.')}` : '';
    return `${element.localName}${own} “${element.textContent.trim().replaceAll(/\s+/g, ' ').slice(0, 60)}”`;
  };
  const boxText = box => [box.left, box.top, box.right, box.bottom].map(Math.round).join(' ');
  const isOutside = (box, room) => box.left < room.left - tolerancePx || box.top < room.top - tolerancePx || box.right > room.right + tolerancePx || box.bottom > room.bottom + tolerancePx;
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > tolerancePx && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > tolerancePx;
  // These are truncated with an ellipsis on purpose: the names of changes (never their numbers), the sources, and the names of points.
  const mayBeTruncated = element => element.closest('.latest, .source, .corrections, #roll') !== null;

  // ---- the page: one screen, no scrolling --------------------------------------------------------------------------
  const page = document.scrollingElement;
  if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) problems.push(`the page scrolls: ${page.scrollWidth}×${page.scrollHeight}`);
  const viewport = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  if (isOutside(stage.getBoundingClientRect(), viewport)) problems.push('the stage is larger than the screen');

  // ---- boxes: nothing cut off, siblings beside each other -----------------------------------------------------------
  const outsideCharts = [...stage.querySelectorAll('*')].filter(element => !element.parentElement.closest('live-chart'));
  for (const element of outsideCharts) {
    const style = getComputedStyle(element);
    // A font's own box is higher than a tight line; whether ink is cut off is checked below.
    const leading = .15 * parseFloat(style.fontSize);
    if (element.localName !== 'live-chart' && style.overflow !== 'visible' && !mayBeTruncated(element)
      && (element.scrollWidth > element.clientWidth + tolerancePx || element.scrollHeight > element.clientHeight + tolerancePx + leading))
      problems.push(`cut off: ${describeNode(element)} ${element.scrollWidth}×${element.scrollHeight} in ${element.clientWidth}×${element.clientHeight}`);
  }
  for (const parent of [stage, ...outsideCharts.filter(element => element.querySelector('.tile'))]) {
    const boxes = [...parent.children].filter(child => getComputedStyle(child).display !== 'none' && child.getBoundingClientRect().width > 0);
    boxes.forEach((one, i) => boxes.slice(i + 1).forEach(other => {
      if (overlap(one.getBoundingClientRect(), other.getBoundingClientRect())) problems.push(`boxes overlap: ${describeNode(one)} and ${describeNode(other)}`);
    }));
  }

  // ---- texts of the document: the ink of each line ---------------------------------------------------------------------
  const texts = [];
  const walker = document.createTreeWalker(stage, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, element = node.parentElement;
    if (!node.data.trim() || element.closest('live-chart')) continue;
    const style = getComputedStyle(element);
    if (style.visibility !== 'visible' || style.display === 'none') continue;
    const size = parseFloat(style.fontSize) / unit;
    if (size < smallest - .05) problems.push(`too small: ${describeNode(node)} ${size.toFixed(1)} units`);
    const range = document.createRange();
    range.selectNodeContents(node);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const ink = pen.measureText(node.data);
    for (const line of range.getClientRects()) {
      if (line.width < 1) continue;
      const middle = line.top + line.height / 2 + (ink.fontBoundingBoxAscent - ink.fontBoundingBoxDescent) / 2;
      const box = { left: line.left, right: line.right, top: middle - ink.actualBoundingBoxAscent, bottom: middle + ink.actualBoundingBoxDescent };
      for (let frame = element; frame !== document.body; frame = frame.parentElement) {
        if (frame !== stage && getComputedStyle(frame).overflow === 'visible') continue;
        const room = frame.getBoundingClientRect();
        if (isOutside(box, room) && !mayBeTruncated(element)) {
          problems.push(`text leaves ${describeNode(frame).slice(0, 30)}: ${describeNode(node)} ${boxText(box)} in ${boxText(room)}`);
          break;
        }
        // What is cut off overlaps nothing.
        [box.left, box.top] = [Math.max(box.left, room.left), Math.max(box.top, room.top)];
        [box.right, box.bottom] = [Math.min(box.right, room.right), Math.min(box.bottom, room.bottom)];
      }
      texts.push({ box, node, name: describeNode(node) });
    }
  }

  // ---- texts of the charts: what was drawn on the canvas, and the names on the map ------------------------------------
  for (const chart of stage.querySelectorAll('live-chart')) {
    const room = chart.getBoundingClientRect();
    const drawn = [];
    if (chart.chart) {
      const density = devicePixelRatio;
      for (const { text, size, box, squeezed } of chart.chart.canvas.drawnTexts ?? []) {
        const place = { left: room.left + box.left / density, right: room.left + box.right / density, top: room.top + box.top / density, bottom: room.top + box.bottom / density };
        drawn.push({ text, size: size / density / unit, box: place });
        if (squeezed) problems.push(`squeezed: #${chart.id} “${text}”`);
      }
      for (const bar of chart.chart.getDatasetMeta(0).data) {
        const { x, y, base, width, height, horizontal } = bar.getProps(['x', 'y', 'base', 'width', 'height', 'horizontal'], true);
        if (![x, y, base].every(Number.isFinite)) continue;
        const box = horizontal
          ? { left: Math.min(x, base), right: Math.max(x, base), top: y - height / 2, bottom: y + height / 2 }
          : { left: x - width / 2, right: x + width / 2, top: Math.min(y, base), bottom: Math.max(y, base) };
        const moved = { left: box.left + room.left, right: box.right + room.left, top: box.top + room.top, bottom: box.bottom + room.top };
        for (const text of drawn) if (overlap(text.box, moved)) problems.push(`on a bar: #${chart.id} “${text.text}”`);
      }
    } else {
      for (const text of chart.shadowRoot.querySelectorAll('text')) {
        const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a / unit;
        drawn.push({ text: text.textContent, size, box: text.getBoundingClientRect() });
      }
    }
    if (!drawn.length) problems.push(`nothing is written: #${chart.id}`);
    for (const { text, size, box } of drawn) {
      if (size < smallest - .05) problems.push(`too small: #${chart.id} “${text}” ${size.toFixed(1)} units`);
      if (isOutside(box, room)) problems.push(`text leaves its chart: #${chart.id} “${text}” ${boxText(box)} in ${boxText(room)}`);
      texts.push({ box, node: chart, name: `#${chart.id} “${text}”` });
    }
  }

  texts.forEach((one, i) => texts.slice(i + 1).forEach(other => {
    // (A truncated line is reported twice, whole and shortened.)
    if ((one.node !== other.node || one.node.localName === 'live-chart') && overlap(one.box, other.box)) problems.push(`texts overlap: ${one.name} and ${other.name}: ${boxText(one.box)} and ${boxText(other.box)}`);
  }));
  return [...new Set(problems)];
}
