// Stands inside the page itself, so that it cannot be lost without the page: it reports which parts of the page are missing, without the
// help of any other file, and retries until the page is whole. It needs the elements of WatchdogBar, and of the page:
// - script[data-defines]: the global that the script leaves behind once it has run;
// - body[data-circuit]: a page that lives by a Blazor circuit, which an interactive component marks with #circuit[data-live].
// (Comments on lines of their own are not sent, see Watchdog.cs.)
(() => {
  // A page that is loading is given this long before anything is reported, if no failure is known.
  const graceMs = 3500;
  // The longest pause between two attempts.
  const maxRetryMs = 8000;
  // A style sheet that does not come keeps the whole page blank; after this time the page is shown without it.
  const maxBlankMs = 4500;
  // A slow line is given this long before the page is reloaded for a file that may still be on its way.
  const slowLoadMs = 12000;
  const probeTimeoutMs = 8000;
  const attemptsKey = 'watchdog-attempts';

  const failed = new WeakSet();
  const applied = new WeakSet();
  const queryAll = selector => [...document.querySelectorAll(selector)];
  const delay = ms => new Promise(done => setTimeout(done, ms));
  const requiredFiles = () => queryAll('link[rel=stylesheet], script[data-defines]');

  function isLoaded(file) {
    if (file.localName === 'script') return file.dataset.defines in globalThis;
    if (file.media === 'not all') return false;
    // Checked only until it is there once, so that a large style sheet is not inspected three times a second.
    if (!applied.has(file) && hasRules(file.sheet)) applied.add(file);
    return applied.has(file);
  }

  function hasRules(sheet) {
    try {
      return sheet?.cssRules.length > 0;
    } catch {
      // The browser does not give access to the rules of a style sheet that failed to load.
      return false;
    }
  }

  const missingFiles = () => requiredFiles().filter(file => !isLoaded(file));
  const isUndrawn = () => queryAll('#stage live-chart').some(chart => !chart.isDrawn);
  const isWhole = () => document.readyState !== 'loading' && !missingFiles().length && !isUndrawn();

  // A phone that leaves its network gets this event at once, while the circuit notices only after a timeout. On the server's own machine
  // the event comes too when the cable is pulled out, although the server is reachable: so check it.
  let isOffline = false;
  addEventListener('offline', async () => {
    isOffline = !await isServed();
    check();
  });
  addEventListener('online', () => { isOffline = false; });

  /** Null on a page without a circuit. */
  function circuitState() {
    if (!('circuit' in document.body.dataset)) return null;
    const modal = document.getElementById('components-reconnect-modal');
    if (isOffline || /components-reconnect-(?!hide)/.test(modal?.className)) return 'lost';
    // Checked before the error bar, because Blazor shows that also if only the first connection failed.
    if (!document.querySelector('#circuit[data-live]')) return 'connecting';
    return document.getElementById('blazor-error-ui')?.style.display === 'block' ? 'error' : 'online';
  }

  /** Blazor has given up its first attempt: it shows its error bar, or a module that it needs could not be loaded. */
  let hasRejected = false;
  const isStartFailed = () => hasRejected || document.getElementById('blazor-error-ui')?.style.display === 'block';

  let faultySince = 0;
  let isHealing = false;

  function check() {
    if (!document.body) return;
    const state = circuitState();
    if (state) document.body.dataset.link = state;
    const isConnected = !['lost', 'connecting'].includes(state);
    if (isConnected && isWhole()) {
      faultySince = null;
      sessionStorage.removeItem(attemptsKey);
      showMessage('');
      return;
    }
    faultySince ??= performance.now();
    const faultyFor = performance.now() - faultySince;
    const missing = missingFiles();
    const isKnownFailure = state === 'lost' || (state === 'connecting' && isStartFailed()) || missing.some(file => failed.has(file));
    if (faultyFor < graceMs && !isKnownFailure) return;
    if (faultyFor >= maxBlankMs) disableBlockedStyles(missing);
    showMessage(missing.length ? 'incomplete' : isConnected ? 'undrawn' : 'lost');
    retryUntilWhole();
  }

  function showMessage(messageKey) {
    const bar = document.getElementById('watchdog');
    if (!bar) return;
    const text = bar.dataset[messageKey] ?? '';
    if (bar.textContent !== text) bar.textContent = text;
    bar.hidden = !text;
  }

  /** Lets the browser show the page without the style sheets that are still on their way; each is applied once it has come. */
  function disableBlockedStyles(missing) {
    for (const sheet of missing.filter(file => file.localName === 'link' && !file.sheet && !failed.has(file) && !file.media)) {
      sheet.media = 'not all';
      sheet.addEventListener('load', () => sheet.removeAttribute('media'));
    }
  }

  /** A reload would lose what is being typed. */
  const isTyping = () => document.activeElement?.matches('input, textarea') && document.activeElement.value;

  async function retryUntilWhole() {
    if (isHealing) return;
    isHealing = true;
    let retryMs = 1000 * 2 ** (Number(sessionStorage.getItem(attemptsKey)) || 0);
    while (true) {
      // Jitter, so that thousands of screens that miss the same file do not request it in the same instant.
      await delay(Math.min(maxRetryMs, retryMs) * (.5 + Math.random() / 2));
      retryMs *= 2;
      if (isOffline) isOffline = !await isServed();
      check();
      if (faultySince === null) break;
      const missing = missingFiles();
      // A circuit that was up is resumed by Blazor, and a map is fetched again by its chart: no reload for those.
      if (!missing.length && circuitState() !== 'connecting') continue;
      // A file that may still be on its way is given time.
      const isKnownFailure = missing.length
        ? document.readyState === 'complete' || missing.some(file => failed.has(file))
        : isStartFailed();
      if (!isKnownFailure && performance.now() < slowLoadMs) continue;
      if (!await isServed(missing) || isTyping()) continue;
      sessionStorage.setItem(attemptsKey, String((Number(sessionStorage.getItem(attemptsKey)) || 0) + 1));
      location.reload();
      await delay(maxRetryMs);
    }
    isHealing = false;
  }

  /** Whether the server answers and has these files: a reload without a server would end in the browser's own error page. */
  async function isServed(neededFiles = []) {
    try {
      for (const address of ['/health/live', ...neededFiles.map(file => file.href || file.src)]) {
        // Bypasses the cache and overwrites it, because the cached file may be an error page of a proxy.
        const response = await fetch(address, { cache: 'reload', signal: AbortSignal.timeout(probeTimeoutMs) });
        if (!response.ok) return false;
        await response.arrayBuffer();
      }
      return true;
    } catch {
      return false;
    }
  }

  addEventListener('error', event => {
    if (!(event.target instanceof Element) || !event.target.matches('link[rel=stylesheet], script[data-defines]')) return;
    failed.add(event.target);
    check();
  }, true);

  addEventListener('unhandledrejection', () => { hasRejected = true; });

  globalThis.watchdog = { isWhole, isServed };
  addEventListener('DOMContentLoaded', check);
  setInterval(check, 300);
})();
