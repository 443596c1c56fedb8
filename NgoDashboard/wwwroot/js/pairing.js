// A screen that waits to be paired: it asks for a code, then until somebody has entered it, and never gives up.

// By this the page knows that the script has run.
globalThis.pairingScript = true;

const find = id => document.getElementById(id);
const [code, qr, until, link] = ['code', 'qr', 'until', 'link'].map(find);
const getting = code.textContent;
const wait = ms => new Promise(done => setTimeout(done, ms));
const address = '/screen/pairing';

function show(shown, sentence) {
  code.textContent = shown ?? getting;
  code.classList.toggle('getting', !shown);
  until.textContent = sentence ?? '';
  // The address is another one for each code, so that the picture is never that of the code before.
  if (shown) qr.firstElementChild.src = `${address}/qr?of=${encodeURIComponent(shown)}`;
  qr.hidden = !shown;
}

// Whether a code is shown; where it is not, the browser has its key, and the page is about to be another one.
async function begin() {
  show(null);
  const answer = await fetch(address, { method: 'POST', cache: 'no-store' });
  if (!answer.ok) throw new Error(String(answer.status), { cause: answer.status });
  const told = await answer.json();
  link.textContent = '';
  if (told.code) show(told.code, told.until);
  else location.reload();
  return Boolean(told.code);
}

// Whether to ask again.
async function ask() {
  const answer = await fetch(address, { cache: 'no-store' });
  link.textContent = '';
  if (answer.status === 200) {
    location.reload();
    return false;
  }

  // Its code has run out, or the server was started anew and knows none.
  if (answer.status === 410) return begin();
  if (answer.status !== 204) throw new Error(String(answer.status), { cause: answer.status });
  return true;
}

let next = begin;
for (;;) {
  try {
    if (!await next()) break;
    next = ask;
  } catch (problem) {
    link.textContent = document.body.dataset[problem.cause === 503 ? 'busy' : 'lost'] ?? '';
    // Full jitter: all that wait lost the same server.
    await wait(1000 + Math.random() * 4000);
  }
}
