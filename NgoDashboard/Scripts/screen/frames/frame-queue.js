import { applyDifference, gunzip } from './difference.js';

const noFrame = { version: 0, html: '' };

/** Only the newest frame matters: one is being applied and at most one waits, which a newer one replaces. */
export class FrameQueue {
  #shown;
  #handlers;
  #waitingFrame = null;
  #isApplying = false;
  /** The frame that was applied last, as the server rendered it: the base of the next difference. */
  #base = noFrame;

  /**
   * @param shown Journal and version that are painted. Painting sets the version, following another journal resets both.
   * @param handlers journalChanged(), paint(html, version), waitUntilPainted(), acknowledge(frame), failed(frame).
   */
  constructor(shown, handlers) {
    this.#shown = shown;
    this.#handlers = handlers;
  }

  /** A whole frame. */
  addWhole(frame) {
    return this.#add({ ...frame, read: () => gunzip(frame.html) });
  }

  /** The difference from the frame that this page has. */
  addDifference(frame) {
    return this.#add({ ...frame, read: () => applyDifference(this.#base, frame) });
  }

  /**
   * Another journal is on air, or an older copy of this one was restored. Its versions cannot be compared with those that this page has
   * painted, so the next frame is applied whatever its version. Until then nothing is acknowledged, because the picture belongs to no
   * version of the new journal.
   */
  followJournal(journal) {
    if (!journal || journal === this.#shown.journal) return;
    this.#shown.journal = journal;
    this.#shown.version = 0;
    this.#base = noFrame;
    this.#waitingFrame = null;
    this.#handlers.journalChanged();
  }

  async #add(frame) {
    this.followJournal(frame.journal);
    if (!this.#waitingFrame || frame.version > this.#waitingFrame.version) this.#waitingFrame = frame;
    if (this.#isApplying) return;
    this.#isApplying = true;
    try {
      while (this.#waitingFrame) {
        const next = this.#waitingFrame;
        this.#waitingFrame = null;
        await this.#apply(next);
      }
    } finally {
      this.#isApplying = false;
    }
  }

  async #apply(frame) {
    try {
      const html = await frame.read();
      // The journal has changed while this frame was being read.
      if (frame.journal && frame.journal !== this.#shown.journal) return;
      if (frame.version >= this.#base.version) this.#base = { version: frame.version, html };
      // An older frame, or the same again after a reconnect, is not painted but acknowledged, because the hub paces its sending by that.
      if (frame.version > this.#shown.version) this.#handlers.paint(html, frame.version);
    } catch (error) {
      console.error('screen: frame', frame.version, error);
      this.#handlers.failed(frame);
      return;
    }
    await this.#handlers.waitUntilPainted();
    this.#handlers.acknowledge(frame);
  }
}
