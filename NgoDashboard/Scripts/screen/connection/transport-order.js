const storageKey = 'way';

/** For as long as a meeting may last. */
const memoryMs = 12 * 3600e3;

/**
 * Behind a proxy each transport that it forbids costs many seconds, so the one that worked last is tried first.
 * @param transports In the order in which they are tried otherwise.
 */
export class TransportOrder {
  #transports;
  #getStorage;

  /** @param getStorage Returns the browser's local storage, or throws where the browser forbids it. */
  constructor(transports, getStorage = () => localStorage) {
    this.#transports = transports;
    this.#getStorage = getStorage;
  }

  current() {
    const transports = this.#transports;
    try {
      const { transport, at } = JSON.parse(this.#getStorage().getItem(storageKey)) ?? {};
      const last = Date.now() - at < memoryMs ? transports.find(candidate => candidate.transport === transport) : null;
      return last ? [last, ...transports.filter(candidate => candidate !== last)] : transports;
    } catch {
      return transports;
    }
  }

  remember({ transport }) {
    try {
      this.#getStorage().setItem(storageKey, JSON.stringify({ transport, at: Date.now() }));
    } catch { /* as above */ }
  }
}
