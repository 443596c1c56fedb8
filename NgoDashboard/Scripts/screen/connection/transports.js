const { signalR } = globalThis;

/** Ends the connection if a poll hangs, as silence does on the other transports; SignalR itself would wait for it. */
class TimeoutAwareHttpClient extends signalR.DefaultHttpClient {
  async send(request) {
    try {
      return await super.send({ ...request, timeout: 15000 });
    } catch (error) {
      throw error instanceof signalR.TimeoutError ? new Error('no answer') : error;
    }
  }
}

/**
 * In the order in which they are tried. A WebSocket is opened without negotiation: when thousands of screens come back at once, each sends
 * one request instead of two (bench -- storm). The others negotiate first, which shows whether the server is there at all.
 */
export const transports = [
  { transport: signalR.HttpTransportType.WebSockets, skipNegotiation: true },
  { transport: signalR.HttpTransportType.ServerSentEvents },
  { transport: signalR.HttpTransportType.LongPolling, httpClient: new TimeoutAwareHttpClient(signalR.NullLogger.instance) },
];

/** A connection that is not started yet. */
export function buildConnection(hubUrl, transport) {
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(hubUrl, { timeout: 10000, ...transport })
    .configureLogging(signalR.LogLevel.Error)
    .build();
  connection.serverTimeoutInMilliseconds = 15000;
  connection.keepAliveIntervalInMilliseconds = 5000;
  return connection;
}
