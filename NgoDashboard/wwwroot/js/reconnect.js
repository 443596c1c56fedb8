// A page with a circuit comes back by itself: a circuit that waits is taken up again, one that a restarted server no longer knows is
// begun anew. Blazor's own dialogue would do it in English, and only when somebody presses its button. What the page says meanwhile,
// and what it does where its first circuit never came, is the watchdog's.

const pause = 3000;

document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
  if (['rejected', 'resume-failed'].includes(event.detail.state)) reload();
  if (event.detail.state === 'failed') retry();
});

async function retry() {
  try {
    // False: the server is there and does not know the circuit.
    if (await Blazor.reconnect() === false) reload();
  } catch {
    setTimeout(retry, pause);
  }
}

/** Never without a server: the browser's own error page would not come back. */
async function reload() {
  while (!await globalThis.watchdog.isServed()) await new Promise(done => setTimeout(done, pause));
  location.reload();
}

// By this the page knows that the script has run.
globalThis.reconnectScript = true;
