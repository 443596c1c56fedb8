// JavaScript initialiser, loaded by Blazor itself.

// Milliseconds. A page must not look alive for long on a dead line, so three pings of the server (every 4 s, see Program.cs) may be missed.
// SignalR's defaults of 30 s and 15 s are as long as half a scene.
const serverTimeoutMs = 12000;
const pingIntervalMs = 4000;

export function beforeServerStart(options) {
  options.configureSignalR = builder => builder.withServerTimeout(serverTimeoutMs).withKeepAliveInterval(pingIntervalMs);
}

// Registered before a component can use the event.
export function afterWebStarted(blazor) {
  blazor.registerCustomEventType('figurechosen', { createEventArgs: event => ({ figure: event.detail }) });
}
