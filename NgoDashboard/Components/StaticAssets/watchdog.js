// Stands inside the page itself, so that it cannot be lost without the page: it says what the page lacks, without the help of any
// other file, and tries again until it is whole. It needs the elements of WatchdogBar, and of the page:
// - script[data-defines]: the global that the script leaves behind once it has run;
// - body[data-circuit]: a page that lives by a Blazor circuit, which an interactive component marks with #circuit[data-live].
(() => {
  // Milliseconds. A page that is being loaded is given the first; the second is the longest pause between two attempts.
  const patience = 3500;
  const longestPause = 8000;
  // A stylesheet that does not come keeps the whole page white; a slow line is given this long before the page is shown without it.
  const longestWhite = 4500;
  const slowLine = 12000;
  const probeTimeout = 8000;
  const attemptsKey = 'watchdog-attempts';

  const failed = new WeakSet();
  const applied = new WeakSet();
  const all = selector => [...document.querySelectorAll(selector)];
  const wait = ms => new Promise(done => setTimeout(done, ms));
  const files = () => all('link[rel=stylesheet], script[data-defines]');

  function isThere(file) {
    if (file.localName === 'script') return file.dataset.defines in globalThis;
    if (file.media === 'not all') return false;
    // Asked only until it is there once: a large stylesheet is not looked through twice a second.
    if (!applied.has(file) && hasRules(file.sheet)) applied.add(file);
    return applied.has(file);
  }

  function hasRules(sheet) {
    try {
      return sheet?.cssRules.length > 0;
    } catch {
      // The browser does not tell the rules of a sheet that did not come.
      return false;
    }
  }

  const missing = () => files().filter(file => !isThere(file));
  const isUndrawn = () => all('#stage live-chart').some(chart => !chart.isDrawn);
  const isWhole = () => document.readyState !== 'loading' && !missing().length && !isUndrawn();

  // A phone that leaves its network is told so by the browser at once; the circuit notices only when an answer has been due for long. The
  // server's own machine, whose cable is pulled out, still reaches it: so it is asked.
  let isOffline = false;
  addEventListener('offline', async () => {
    isOffline = !await isServed();
    look();
  });
  addEventListener('online', () => { isOffline = false; });

  /** Null on a page that has no circuit. */
  function circuit() {
    if (!('circuit' in document.body.dataset)) return null;
    const modal = document.getElementById('components-reconnect-modal');
    if (isOffline || /components-reconnect-(?!hide)/.test(modal?.className)) return 'lost';
    // Blazor shows its error bar also where only the first connection failed.
    if (!document.querySelector('#circuit[data-live]')) return 'connecting';
    return document.getElementById('blazor-error-ui')?.style.display === 'block' ? 'error' : 'online';
  }

  /** Blazor has given up its first attempt: it shows its error bar, or a module that it needs could not be loaded. */
  let hasRejected = false;
  const isStartFailed = () => hasRejected || document.getElementById('blazor-error-ui')?.style.display === 'block';

  let faultySince = 0;
  let isHealing = false;

  function look() {
    if (!document.body) return;
    const state = circuit();
    if (state) document.body.dataset.link = state;
    const isConnected = !['lost', 'connecting'].includes(state);
    if (isConnected && isWhole()) {
      faultySince = null;
      sessionStorage.removeItem(attemptsKey);
      say('');
      return;
    }
    faultySince ??= performance.now();
    const faultyFor = performance.now() - faultySince;
    const lacks = missing();
    const isKnown = state === 'lost' || (state === 'connecting' && isStartFailed()) || lacks.some(file => failed.has(file));
    if (faultyFor < patience && !isKnown) return;
    if (faultyFor >= longestWhite) showWithout(lacks);
    say(lacks.length ? 'incomplete' : isConnected ? 'undrawn' : 'lost');
    heal();
  }

  function say(what) {
    const bar = document.getElementById('watchdog');
    if (!bar) return;
    const text = bar.dataset[what] ?? '';
    if (bar.textContent !== text) bar.textContent = text;
    bar.hidden = !text;
  }

  function showWithout(lacks) {
    for (const sheet of lacks.filter(file => file.localName === 'link' && !file.sheet && !failed.has(file) && !file.media)) {
      sheet.media = 'not all';
      sheet.addEventListener('load', () => sheet.removeAttribute('media'));
    }
  }

  /** What would be lost by a reload. */
  const isTyping = () => document.activeElement?.matches('input, textarea') && document.activeElement.value;

  async function heal() {
    if (isHealing) return;
    isHealing = true;
    let pause = 1000 * 2 ** (Number(sessionStorage.getItem(attemptsKey)) || 0);
    while (true) {
      // Jitter: thousands of screens that miss the same file do not ask for it in the same instant.
      await wait(Math.min(longestPause, pause) * (.5 + Math.random() / 2));
      pause *= 2;
      if (isOffline) isOffline = !await isServed();
      look();
      if (faultySince === null) break;
      const lacks = missing();
      // A circuit that was there is taken up again by Blazor, and a map is fetched again by its chart.
      if (!lacks.length && circuit() !== 'connecting') continue;
      // What is still on its way is given time.
      const isKnown = lacks.length ? document.readyState === 'complete' || lacks.some(file => failed.has(file)) : isStartFailed();
      if (!isKnown && performance.now() < slowLine) continue;
      if (!await isServed(lacks) || isTyping()) continue;
      sessionStorage.setItem(attemptsKey, String((Number(sessionStorage.getItem(attemptsKey)) || 0) + 1));
      location.reload();
      await wait(longestPause);
    }
    isHealing = false;
  }

  /** Whether the server answers, and has these files: a reload without a server would end in the browser's own error page. */
  async function isServed(lacks = []) {
    try {
      for (const address of ['/health/live', ...lacks.map(file => file.href || file.src)]) {
        // Past the cache, and into it: what lies there may be the answer of a proxy.
        const answer = await fetch(address, { cache: 'reload', signal: AbortSignal.timeout(probeTimeout) });
        if (!answer.ok) return false;
        await answer.arrayBuffer();
      }
      return true;
    } catch {
      return false;
    }
  }

  addEventListener('error', event => {
    if (!(event.target instanceof Element) || !event.target.matches('link[rel=stylesheet], script[data-defines]')) return;
    failed.add(event.target);
    look();
  }, true);

  addEventListener('unhandledrejection', () => { hasRejected = true; });

  globalThis.watchdog = { isWhole, isServed };
  addEventListener('DOMContentLoaded', look);
  setInterval(look, 300);
})();
