/** Timers that are late by more than this, in ms, have slept. */
const maxBeatMs = 20000;

/** Notices that the machine has slept, for example under a closed lid, by the beats of a timer. */
export class SleepDetector {
  #lastBeatMs = Date.now();

  /** The page was hidden or is shown again: the browser slows down the timers of a hidden page, which is not sleep. */
  restart() {
    this.#lastBeatMs = Date.now();
  }

  /**
   * Called once a second.
   * @returns True if the machine has slept since the last time.
   */
  beat(isHidden) {
    const sinceLastBeatMs = Date.now() - this.#lastBeatMs;
    this.#lastBeatMs = Date.now();
    return sinceLastBeatMs > maxBeatMs && !isHidden;
  }
}
