import { RetryDelay } from './retry-delay.js';

/** One map file for all maps of a page: promises by address. A failed fetch is forgotten, so that the next attempt fetches again. */
const maps = new Map();
const timeoutMs = 15000;

export function fetchMap(url) {
  if (!maps.has(url)) {
    maps.set(url, fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
      .then(response => response.ok ? response.json() : Promise.reject(new Error(`${url}: ${response.status}`))));
    maps.get(url).catch(() => maps.delete(url));
  }
  return maps.get(url);
}

/** The same for all maps of a page. */
export const mapRetryDelay = new RetryDelay(1000, 8000);
