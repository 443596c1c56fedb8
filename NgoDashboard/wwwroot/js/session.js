// A desk's cookie lasts for hours after its last request, and a page that works over its circuit makes none. While somebody works on the
// page it says so now and then; left alone, the machine is signed out when the time has run out.

const often = 15 * 60 * 1000;
let last = Date.now();

function renew() {
  if (Date.now() - last < often) return;
  last = Date.now();
  // Lost, it is said again with the next key that is pressed after a while: there are hours for it.
  fetch('/enter/renew', { method: 'POST', cache: 'no-store' }).catch(() => {});
}

for (const event of ['keydown', 'pointerdown']) document.addEventListener(event, renew, { passive: true });

// Signed out in another page of this browser: the reload leads to the entrance.
addEventListener('storage', event => {
  if (event.key === 'left') location.reload();
});

// By this the page knows that the script has run.
globalThis.sessionScript = true;
