import { config, setText, stageElement } from '../page.js';
import { ServerClock } from './server-clock.js';
import { isMarkExpired, statusTexts } from './status-texts.js';

export const serverClock = new ServerClock();

export const isOnline = () => config.link === 'online';

export function setLinkState(isNowOnline) {
  config.link = isNowOnline ? 'online' : 'lost';
  // Without a connection the screen does not know the roll call.
  if (!isNowOnline) setText('roll', '');
  updateStatus();
}

/** Clock, age of the figures, state of the link, marks of changes: once a second, and when one of them changes. */
export function updateStatus() {
  const nowMs = serverClock.now();
  const texts = statusTexts({ nowMs, atMs: Number(stageElement()?.dataset.at) * 1000, link: config.link }, config);
  setText('clock', texts.clock);
  setText('age', texts.age);
  if (texts.link !== null) {
    const mark = document.getElementById('link');
    mark?.classList.toggle('lost', !isOnline());
    mark?.classList.toggle('online', isOnline());
    setText('link', texts.link);
  }
  for (const mark of document.querySelectorAll('[data-chg]')) {
    if (isMarkExpired(nowMs, mark.dataset.chg)) mark.removeAttribute('data-chg');
  }
}
