import { delay, reloadDelayMs } from './back-off.js';

const { watchdog } = globalThis;

/** In session storage, so that the back-off survives the reloads and a server that refuses the page is not flooded with requests. */
const countKey = 'reloads';

let isReloading = false;

/** @param isStillNeeded Asked after the wait: the page may have recovered. */
export async function reloadWithBackoff(isStillNeeded = () => true) {
  if (isReloading) return;
  isReloading = true;
  const reloadCount = Number(sessionStorage.getItem(countKey)) || 0;
  await delay(reloadDelayMs(reloadCount, Math.random()));
  // Without a server a reload would end in the browser's own error page, which never comes back.
  while (isStillNeeded() && !await watchdog.isServed()) await delay(3000);
  isReloading = false;
  if (!isStillNeeded()) return;
  sessionStorage.setItem(countKey, String(reloadCount + 1));
  location.reload();
}

/** The back-off begins anew. */
export const forgetReloads = () => sessionStorage.removeItem(countKey);
