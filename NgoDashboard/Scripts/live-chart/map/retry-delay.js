/**
 * The wait before the next attempt: twice as long after each failure, with jitter, because every screen of the country misses the
 * same file.
 */
export class RetryDelay {
  #firstMs;
  #maxMs;
  #nextMs;
  #random;

  /** @param random Returns a number from 0 up to 1. */
  constructor(firstMs, maxMs, random = Math.random) {
    this.#firstMs = this.#nextMs = firstMs;
    this.#maxMs = maxMs;
    this.#random = random;
  }

  /** After a failure: the wait in ms, at least half of the full one. */
  takeNextMs() {
    const delayMs = this.#nextMs * (.5 + this.#random() / 2);
    this.#nextMs = Math.min(this.#maxMs, this.#nextMs * 2);
    return delayMs;
  }

  /** After a success. */
  reset() {
    this.#nextMs = this.#firstMs;
  }
}
