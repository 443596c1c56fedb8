import { delay } from '../back-off.js';
import { body, config, shown, stageCharts, stageElement } from '../page.js';
import { updateStatus } from '../status/status.js';
import { applyOwnProvince } from './own-province.js';

const { Idiomorph, watchdog } = globalThis;

/** Elements that the script fills itself (clock, age, link …) are not overwritten by a frame. */
const keepMarkedElements = {
  beforeNodeMorphed: (old, next) => !(old.hasAttribute?.('data-keep') && next.hasAttribute?.('data-keep')),
};

/** Puts a frame into the page. Throws if there is no stage in it. */
export function paintFrame(html, version) {
  try {
    Idiomorph.morph(stageElement(), html, { morphStyle: 'outerHTML', restoreFocus: false, callbacks: keepMarkedElements });
    if (!stageElement()) throw new Error('no #stage after the morph');
  } catch (error) {
    // A correct picture is worth more than a smooth change: replace the stage as a whole.
    console.error('screen: morph', error);
    replaceStage(html, error);
  }
  shown.version = version;
  applyOwnProvince();
  config.version = String(version);
  config.journal = shown.journal;
  updateStatus();
}

function replaceStage(html, error) {
  const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('stage');
  if (!fresh) throw error;
  for (const placeholder of fresh.querySelectorAll('[data-keep][id]')) {
    const old = document.getElementById(placeholder.id);
    if (old) placeholder.replaceWith(old);
  }
  (stageElement() ?? body.firstElementChild).replaceWith(fresh);
}

/** Resolves when the browser has had the chance to paint the new picture; after 10 s even if a chart is not drawn. */
export async function waitUntilPainted() {
  await Promise.race([Promise.allSettled(stageCharts().map(chart => chart.settled)), delay(10000)]);
  await new Promise(done => {
    // A hidden page gets no animation frames, but it holds the version all the same.
    const fallback = setTimeout(done, document.hidden ? 0 : 500);
    // A message posted in requestAnimationFrame is delivered after the frame was committed: the picture is painted then.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      clearTimeout(fallback);
      port1.close();
      done();
    };
    requestAnimationFrame(() => port2.postMessage(null));
  });
  recordPainted();
}

/** A version is painted if its charts and styles are there; if one of them is missing it is only received. */
export function recordPainted() {
  // The journal has changed, and nothing of the new one is here yet.
  if (!shown.version) return;
  if (watchdog.isWhole()) {
    config.painted = String(shown.version);
    delete config.received;
  } else {
    config.received = String(shown.version);
  }
}

/** The page shows no version of the journal that it follows now. */
export function forgetPainted() {
  delete config.painted;
  delete config.received;
}
