import { acknowledgementDelayMs, delay } from '../back-off.js';

/** Tells the hub what is painted. What is painted while an acknowledgement waits is reported with it. */
export class Acknowledger {
  #state;
  #getConnection;
  #isWaiting = false;

  /**
   * @param state Its painted and received are the version that is painted, or that lacks a file; read when the acknowledgement is sent.
   * @param getConnection Returns the connection of the moment: that of the frame may have been lost since.
   */
  constructor(state, getConnection) {
    this.#state = state;
    this.#getConnection = getConnection;
  }

  /** @param pace The wait and its spread in ms, as the hub has sent them with the frame. */
  async acknowledge(pace) {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    const waitMs = acknowledgementDelayMs(pace, Math.random());
    if (waitMs > 0) await delay(waitMs);
    this.#isWaiting = false;
    const connection = this.#getConnection();
    const { painted, received } = this.#state;
    const [message, version] = received ? ['Received', received] : ['Painted', painted];
    if (connection?.state === 'Connected' && version) {
      await connection.send(message, Number(version)).catch(() => { /* handled by onclose */ });
    }
  }
}
