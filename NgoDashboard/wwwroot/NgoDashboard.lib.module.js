// Loaded by Blazor itself.

// Milliseconds. A page is not to look alive for long on a line that carries nothing any more: three pings of the server (every 4 s, see
// Program.cs) may be missed. SignalR's own 30 s and 15 s are half a scene.
const serverTimeout = 12000;
const pingInterval = 4000;

export function beforeServerStart(options) {
  options.configureSignalR = builder => builder.withServerTimeout(serverTimeout).withKeepAliveInterval(pingInterval);
}

// Before a component can ask for the event.
export function afterWebStarted(blazor) {
  blazor.registerCustomEventType('figurechosen', { createEventArgs: event => ({ figure: event.detail }) });
}
