// A screen that waits to be paired: it requests a code, then polls until an officer or operator has entered the code, and never gives up.

// Tells watchdog.js that the script has run.
globalThis.pairingScript = true;

const byId = id => document.getElementById(id);
const [code, qr, until, link] = ['code', 'qr', 'until', 'link'].map(byId);
const loadingText = code.textContent;
const delay = ms => new Promise(done => setTimeout(done, ms));
const endpoint = '/screen/pairing';

function showCode(newCode, sentence) {
  code.textContent = newCode ?? loadingText;
  code.classList.toggle('loading', !newCode);
  until.textContent = sentence ?? '';
  // The address differs for each code, so that the browser never shows the picture of an earlier one.
  if (newCode) qr.firstElementChild.src = `${endpoint}/qr?of=${encodeURIComponent(newCode)}`;
  qr.hidden = !newCode;
}

/** Returns whether a code is shown. If not, the browser has a key already, and the page reloads into the screen. */
async function requestCode() {
  showCode(null);
  const response = await fetch(endpoint, { method: 'POST', cache: 'no-store' });
  if (!response.ok) throw new Error(String(response.status), { cause: response.status });
  const answer = await response.json();
  link.textContent = '';
  if (answer.code) showCode(answer.code, answer.until);
  else location.reload();
  return Boolean(answer.code);
}

/** Returns whether to poll again. */
async function pollPairing() {
  const response = await fetch(endpoint, { cache: 'no-store' });
  link.textContent = '';
  if (response.status === 200) {
    location.reload();
    return false;
  }

  // The code has expired, or the server was restarted and does not know it.
  if (response.status === 410) return requestCode();
  if (response.status !== 204) throw new Error(String(response.status), { cause: response.status });
  return true;
}

let step = requestCode;
for (;;) {
  try {
    if (!await step()) break;
    step = pollPairing;
  } catch (problem) {
    link.textContent = document.body.dataset[problem.cause === 503 ? 'busy' : 'lost'] ?? '';
    // Full jitter, because all waiting screens have lost the same server.
    await delay(1000 + Math.random() * 4000);
  }
}
