// A desk's cookie expires hours after its last request, but a page that works over its circuit sends none. So the page renews the cookie
// while the operator uses it; an unused machine is signed out when the cookie expires.

const renewEveryMs = 15 * 60 * 1000;
let lastRenewedAtMs = Date.now();

function renewIfDue() {
  if (Date.now() - lastRenewedAtMs < renewEveryMs) return;
  lastRenewedAtMs = Date.now();
  // A failed renewal needs no retry: the next key press after the interval sends another, and the cookie lasts for hours.
  fetch('/enter/renew', { method: 'POST', cache: 'no-store' }).catch(() => {});
}

for (const event of ['keydown', 'pointerdown']) document.addEventListener(event, renewIfDue, { passive: true });

// Signed out in another page of this browser: the reload leads to the sign-in page.
addEventListener('storage', event => {
  if (event.key === 'left') location.reload();
});

// Tells watchdog.js that the script has run.
globalThis.sessionScript = true;
