// What is a province's own: the marks in the frame, and a strip that is sent once for all screens of the province.

import { config, shown } from '../page.js';
import { gunzip } from './difference.js';

/** The newest frame of the province's own strip, painted or not. */
let ownStrip = null;

/** The strip arrives before the frame of its version, and is painted together with it. */
export async function receiveOwnStrip(frame) {
  if (ownStrip && frame.version < ownStrip.version) return;
  const next = ownStrip = { version: frame.version, html: null };
  next.html = await gunzip(frame.html);
  if (ownStrip === next) applyOwnProvince();
}

/** Another journal: its strip will come. */
export function forgetOwnStrip() {
  ownStrip = null;
}

export function applyOwnProvince() {
  for (const el of document.querySelectorAll('#stage [data-province]')) el.classList.toggle('own', el.dataset.province === config.own);
  if (!ownStrip?.html || ownStrip.version > shown.version) return;
  const fresh = new DOMParser().parseFromString(ownStrip.html, 'text/html').getElementById('own');
  if (fresh) document.getElementById('own')?.replaceWith(fresh);
}
