// Loaded by Blazor itself, before a component can ask for the event.
export function afterWebStarted(blazor) {
  blazor.registerCustomEventType('figurechosen', { createEventArgs: event => ({ figure: event.detail }) });
}
