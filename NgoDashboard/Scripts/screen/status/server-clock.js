/**
 * The server's time. The clocks of bridge points are often wrong, and are set during a meeting, so every time on the page is the server's,
 * continued by a clock that only runs on.
 */
export class ServerClock {
  #monotonicNow;
  #last = null;

  /** @param monotonicNow Returns ms since any moment. */
  constructor(monotonicNow = () => performance.now()) {
    this.#monotonicNow = monotonicNow;
  }

  set(serverMs) {
    this.#last = { serverMs, monotonicMs: this.#monotonicNow() };
  }

  /** After sleep, in which the other clock may have slept as well. */
  forget() {
    this.#last = null;
  }

  /** In ms, or null before the hub has sent it. */
  now() {
    return this.#last && this.#last.serverMs + this.#monotonicNow() - this.#last.monotonicMs;
  }
}
