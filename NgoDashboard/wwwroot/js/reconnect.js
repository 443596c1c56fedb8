// The desk's page comes back by itself: a circuit that waits is taken up again, one that a restarted server no longer knows is
// begun anew. Blazor's own dialogue would do it in English, and only when somebody presses its button.

const again = 3000;

document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
  if (event.detail.state === 'rejected') location.reload();
  if (event.detail.state === 'failed') retry();
});

async function retry() {
  try {
    // False: the server is there and does not know the circuit.
    if (await Blazor.reconnect() === false) location.reload();
  } catch {
    setTimeout(retry, again);
  }
}
