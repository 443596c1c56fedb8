// A page with a circuit recovers by itself: a circuit that is still there is resumed; one that a restarted server does not know any more is
// replaced by a reload. Blazor's own dialogue would do so in English, and only when a button is pressed. What the page shows meanwhile, and
// what it does if its first circuit never starts, is up to watchdog.js.

const retryMs = 3000;

document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
  if (['rejected', 'resume-failed'].includes(event.detail.state)) reloadWhenServed();
  if (event.detail.state === 'failed') retry();
});

async function retry() {
  try {
    // False: the server answers but does not know the circuit.
    if (await Blazor.reconnect() === false) reloadWhenServed();
  } catch {
    setTimeout(retry, retryMs);
  }
}

/** Reloads only once the server answers, because the browser's own error page would not come back. */
async function reloadWhenServed() {
  while (!await globalThis.watchdog.isServed()) await new Promise(done => setTimeout(done, retryMs));
  location.reload();
}

// Tells watchdog.js that the script has run.
globalThis.reconnectScript = true;
