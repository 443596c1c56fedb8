// A screen that waits to be paired: it asks until somebody has entered its code, and never gives up.

// By this the page knows that the script has run.
globalThis.pairingScript = true;

const link = document.getElementById('link');
const wait = ms => new Promise(done => setTimeout(done, ms));

async function ask() {
  try {
    const answer = await fetch('/screen/pairing', { cache: 'no-store' });
    link.textContent = '';
    // It has its key, or its code has run out: either way the page is another one now.
    if (answer.status === 200 || answer.status === 410) {
      location.reload();
      return false;
    }
    if (answer.status !== 204) throw new Error(String(answer.status));
  } catch {
    link.textContent = document.body.dataset.lost ?? '';
    // Full jitter: all that wait lost the same server.
    await wait(1000 + Math.random() * 4000);
  }
  return true;
}

while (await ask());
