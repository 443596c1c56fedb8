// The page: its elements, and what it shows.

export const body = document.body;

/** The page's settings and texts, and the state that watchdog.js, the style sheets and the tests read. */
export const config = body.dataset;

/**
 * What is painted: the journal, "ID/GENERATION", and the version; 0 for none of this journal. Versions are compared only within one
 * journal.
 */
export const shown = { journal: config.journal ?? '', version: Number(config.version) || 0 };

export const stageElement = () => document.getElementById('stage');

export const stageCharts = () => [...document.querySelectorAll('#stage live-chart')];

export function setText(id, text) {
  const node = document.getElementById(id);
  if (node && node.textContent !== text) node.textContent = text;
}
