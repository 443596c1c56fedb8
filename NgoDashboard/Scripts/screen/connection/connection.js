import { delay, nextMaxDelayMs } from '../back-off.js';

/** The connection to the hub. It is made anew for ever: SignalR's own reconnect gives up after four attempts and never retries a start. */
export class ScreenConnection {
  #order;
  #build;
  #messages;
  #events;
  #current = null;
  #isConnecting = false;
  #endWait = () => { };

  /**
   * @param order A TransportOrder.
   * @param build Returns a connection for a transport that is not started yet.
   * @param messages Handlers by the name of the hub's message.
   * @param events linkChanged(isOnline), refused() if the key was revoked, connected().
   */
  constructor(order, build, messages, events) {
    this.#order = order;
    this.#build = build;
    this.#messages = messages;
    this.#events = events;
  }

  /** The connection of this moment, or null. */
  get current() {
    return this.#current;
  }

  /**
   * Retries for ever, also a failed first start, with full jitter.
   * @param maxDelayMs The longest wait before the first attempt.
   */
  async connect(maxDelayMs = 0) {
    if (this.#isConnecting) return;
    this.#isConnecting = true;
    for (; ; maxDelayMs = nextMaxDelayMs(maxDelayMs)) {
      if (maxDelayMs) await Promise.race([delay(Math.random() * maxDelayMs), new Promise(done => { this.#endWait = done; })]);
      try {
        await this.#tryTransports();
        break;
      } catch (error) {
        this.#events.linkChanged(false);
        if (/Status code '40[13]'/.test(String(error?.message))) this.#events.refused();
      }
    }
    this.#isConnecting = false;
    this.#events.connected();
    this.#events.linkChanged(true);
  }

  /** The network is back: do not wait any longer. */
  retryNow() {
    this.#endWait();
  }

  /** The connection is lost or cannot be trusted: say so at once, and make a new one. */
  reconnect() {
    if (this.#current) this.#abandon(this.#current);
    this.#events.linkChanged(false);
    this.connect(500);
  }

  async #tryTransports() {
    const order = this.#order.current();
    for (const candidate of order) {
      // A new connection object for each attempt: one that hangs on a dead network is abandoned, not waited for.
      const { connection, started } = this.#open(candidate);
      try {
        await Promise.race([started, delay(12000).then(() => Promise.reject(new Error('no answer')))]);
        if (this.#current !== connection) throw new Error('given up');
        this.#order.remember(candidate);
        return;
      } catch (error) {
        const isGivenUp = this.#current !== connection;
        this.#abandon(connection);
        // A server that does not answer at all, or refuses the key, does so on every transport.
        if (isGivenUp || candidate === order.at(-1) || error?.errorType === 'FailedToNegotiateWithServerError') throw error;
      }
    }
  }

  #open(candidate) {
    const connection = this.#build(candidate);
    const started = connection.start();
    // Server-sent events deliver the first messages before start() has resolved: handle them afterwards, when they can be acknowledged.
    for (const [name, handle] of Object.entries(this.#messages)) {
      connection.on(name, message => started.then(() => connection === this.#current && handle(message), () => { /* never opened */ }));
    }
    connection.onclose(() => {
      if (connection === this.#current && !this.#isConnecting) this.reconnect();
    });
    this.#current = connection;
    return { connection, started };
  }

  #abandon(connection) {
    if (this.#current === connection) this.#current = null;
    connection.stop().catch(() => { });
  }
}
