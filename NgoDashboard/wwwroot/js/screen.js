// A bridge point's screen: for hours, with nobody at the keyboard. It paints the frames that the hub sends, tells the hub what
// it has painted, and never looks more alive than it is: a lost connection and the age of the figures are always written out.
// The figures stay, whatever happens.
//
// Globals that the page loads before: signalR, Idiomorph (and Chart, for live-chart.js), and watchdog, which stands in the page itself.

const { signalR, Idiomorph, watchdog } = globalThis;
const body = document.body;
const said = body.dataset;
const zone = 'Asia/Ho_Chi_Minh';
const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const wait = ms => new Promise(done => setTimeout(done, ms));

let own = null;
let version = Number(said.version) || 0;
/** Which journal that is a version of, "ID/GENERATION": versions are compared only within one. */
let journal = said.journal ?? '';
const stage = () => document.getElementById('stage');

// ---- frames -----------------------------------------------------------------------------------------------------------

let waiting = null;
let busy = false;
/** The frame that was applied last, as the server rendered it: what a difference starts from. */
let text = { version: 0, html: '' };
/** Once a difference has gone wrong, this page is sent whole frames. */
let takesChanges = true;

/** A whole frame. */
const show = frame => take({ ...frame, read: () => unpack(frame.html) });

/** The difference from the frame that this page has. */
const change = frame => take({ ...frame, read: () => changed(frame) });

/**
 * The server has another journal, or an older copy of this one was put back: its versions say nothing about those that this page has had,
 * so the next frame is taken whatever its version. Until then nothing is acknowledged: what is on the glass is no version of this journal.
 */
function followJournal(told) {
  if (!told || told === journal) return;
  journal = told;
  version = 0;
  text = { version: 0, html: '' };
  own = waiting = null;
  delete said.painted;
  delete said.received;
}

/** Only the newest matters: one is applied, at most one waits, and that is replaced by a newer one. */
async function take(frame) {
  followJournal(frame.journal);
  if (!waiting || frame.version > waiting.version) waiting = frame;
  if (busy) return;
  busy = true;
  try {
    while (waiting) {
      const next = waiting;
      waiting = null;
      try {
        const html = await next.read();
        // Another journal was told of while this one was being read.
        if (next.journal && next.journal !== journal) continue;
        if (next.version >= text.version) text = { version: next.version, html };
        // Older, or the same again after a reconnect. It is acknowledged all the same, once it is on the glass: the hub paces by that.
        if (next.version > version) apply(html, next.version);
      } catch (error) {
        console.error('screen: frame', next.version, error);
        if (next.from) startWhole();
        else reload();
        continue;
      }
      await painted();
      acknowledge(next);
    }
  } finally {
    busy = false;
  }
}

async function changed({ version: to, from, steps: plain, change: packed, sum }) {
  if (text.version !== from) throw new Error(`a difference from ${from} to ${to}, and this page has ${text.version}`);
  const steps = plain ?? JSON.parse(await unpack(packed));
  let html = '';
  let at = 0;
  for (let i = 0; i < steps.length; i += 3) {
    html += text.html.slice(at, at + steps[i]) + steps[i + 2];
    at += steps[i] + steps[i + 1];
  }
  html += text.html.slice(at);
  if (sumOf(html) !== sum) throw new Error(`the difference from ${from} to ${to} made something else`);
  return html;
}

/** FNV-1a over the code units, as the server reckons it. */
function sumOf(html) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < html.length; i++) sum = Math.imul(sum ^ html.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}

/** A new connection begins with a whole frame. */
function startWhole() {
  takesChanges = false;
  again();
}

function unpack(base64) {
  const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
  // Not by way of a Blob: that one is made in another process.
  return new Response(new Response(bytes).body.pipeThrough(new DecompressionStream('gzip'))).text();
}

const keep = { beforeNodeMorphed: (old, next) => !(old.hasAttribute?.('data-keep') && next.hasAttribute?.('data-keep')) };

function apply(html, newVersion) {
  try {
    Idiomorph.morph(stage(), html, { morphStyle: 'outerHTML', restoreFocus: false, callbacks: keep });
    if (!stage()) throw new Error('no #stage after the morph');
  } catch (error) {
    // A picture that is right beats one that is swapped in gently.
    console.error('screen: morph', error);
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('stage');
    if (!fresh) throw error;
    for (const kept of fresh.querySelectorAll('[data-keep][id]')) {
      const old = document.getElementById(kept.id);
      if (old) kept.replaceWith(old);
    }
    (stage() ?? body.firstElementChild).replaceWith(fresh);
  }
  version = newVersion;
  applyOwn();
  said.version = String(version);
  said.journal = journal;
  tick();
}

/** Resolves when the browser has had its chance to put the new picture on the glass. */
async function painted() {
  const charts = [...document.querySelectorAll('#stage live-chart')].map(chart => chart.settled);
  await Promise.race([Promise.allSettled(charts), wait(10000)]);
  await new Promise(done => {
    // A hidden page gets no animation frames; it holds the version all the same.
    const fallback = setTimeout(done, document.hidden ? 0 : 500);
    // A message is the first thing that a page hears after its picture was handed over.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      clearTimeout(fallback);
      port1.close();
      done();
    };
    requestAnimationFrame(() => port2.postMessage(null));
  });
  noteDrawn();
}

/** Painted is a version whose charts and styles are on the glass; where any of them is missing it is only received. */
function noteDrawn() {
  // Another journal was told of, and nothing of it is here yet.
  if (!version) return;
  if (watchdog.isWhole()) {
    said.painted = String(version);
    delete said.received;
  } else said.received = String(version);
}

/** What was missing has come: the version that was only received is on the glass after all. */
function lookAgain() {
  if (!said.received || !watchdog.isWhole()) return;
  noteDrawn();
  acknowledge({ wait: 0, spread: 1000 });
}

let acknowledging = false;

/**
 * Tells the hub what is on the glass, at a moment within the time that the hub has given: the acknowledgements of thousands of screens
 * do not come all at once. What is painted meanwhile is told with it.
 */
async function acknowledge(frame) {
  if (acknowledging) return;
  acknowledging = true;
  const pause = frame.wait + Math.random() * frame.spread;
  if (pause > 0) await wait(pause);
  acknowledging = false;
  // The connection of now: the frame may have come over one that has been lost since.
  const connection = current;
  const [message, acknowledged] = said.received ? ['Received', said.received] : ['Painted', said.painted];
  if (connection?.state === 'Connected' && acknowledged) await connection.send(message, Number(acknowledged)).catch(() => { /* the close handler knows */ });
}

// ---- the point's own strip --------------------------------------------------------------------------------------------

/** It comes before the frame of its version, and is put on the glass with it. */
async function showOwn(frame) {
  if (own && frame.version < own.version) return;
  const next = own = { version: frame.version, html: null };
  next.html = await unpack(frame.html);
  if (own === next) applyOwn();
}

function applyOwn() {
  for (const el of document.querySelectorAll('#stage [data-province]')) el.classList.toggle('own', el.dataset.province === said.own);
  if (!own?.html || own.version > version) return;
  const fresh = new DOMParser().parseFromString(own.html, 'text/html').getElementById('own');
  if (fresh) document.getElementById('own')?.replaceWith(fresh);
}

// ---- what time it is, and whose screen this is: the page is the same for everybody, so the hub tells ---------------------

let here = null;

/**
 * The clocks of bridge points are often wrong, and are set while the meeting runs: every time on the page is the server's, counted
 * on from when it came. Null until then.
 */
const serverNow = () => here && here.now + performance.now() - here.at;

/** With every connection anew: that puts right what has drifted. */
function showHello({ now, province, journal: { id, generation } }) {
  followJournal(`${id}/${generation}`);
  here = { now, at: performance.now() };
  if ((province ?? '') !== (said.own ?? '')) {
    if (province) said.own = province;
    else delete said.own;
    applyOwn();
    for (const chart of document.querySelectorAll('#stage live-chart')) chart.redraw?.();
  }
  tick();
}

// ---- connection -------------------------------------------------------------------------------------------------------

/** A poll that hangs is the end of the connection, as silence is on the others; SignalR would go on to wait for it. */
class Polls extends signalR.DefaultHttpClient {
  async send(request) {
    try {
      return await super.send({ ...request, timeout: 15000 });
    } catch (error) {
      throw error instanceof signalR.TimeoutError ? new Error('no answer') : error;
    }
  }
}

/**
 * The first that works, beginning with the one that did last. A WebSocket is opened without asking what else there is: when thousands come back
 * at once, that is one request of each instead of two. The others ask before, and so find out whether the server is there at all.
 */
const ways = [
  { transport: signalR.HttpTransportType.WebSockets, skipNegotiation: true },
  { transport: signalR.HttpTransportType.ServerSentEvents },
  { transport: signalR.HttpTransportType.LongPolling, httpClient: new Polls(signalR.NullLogger.instance) },
];

/** Behind a proxy the ways that it forbids cost many seconds each: the one that worked last is tried first, for as long as a meeting lasts. */
const wayKey = 'way';
const wayKeptMs = 12 * 3600e3;

function waysToTry() {
  try {
    const { transport, at } = JSON.parse(localStorage.getItem(wayKey)) ?? {};
    const last = Date.now() - at < wayKeptMs ? ways.find(way => way.transport === transport) : null;
    return last ? [last, ...ways.filter(way => way !== last)] : ways;
  } catch {
    // A browser may forbid the storage.
    return ways;
  }
}

function rememberWay({ transport }) {
  try {
    localStorage.setItem(wayKey, JSON.stringify({ transport, at: Date.now() }));
  } catch { /* as above */ }
}

let current = null;
let online = false;
let wake = () => { };
let connecting = false;

/**
 * Tries for ever, the first time too: SignalR's own reconnect gives up, and never retries a start that failed.
 * Full jitter, at most three seconds: 3,400 screens that lost the same server must not come back in the same instant, nor late.
 */
async function connect(most = 0) {
  if (connecting) return;
  connecting = true;
  for (; ; most = Math.min(3000, 2 * most || 500)) {
    if (most) await Promise.race([wait(Math.random() * most), new Promise(done => { wake = done; })]);
    try {
      await start();
      break;
    } catch (error) {
      link(false);
      // The key was taken back: dark at once, and then the page without a key, which shows how to get one.
      if (/Status code '40[13]'/.test(String(error?.message))) {
        body.classList.add('dark');
        reload(() => !online);
      }
    }
  }
  connecting = false;
  body.classList.remove('dark');
  // Only a minute of peace ends the back-off: a bad frame comes again with every connection.
  setTimeout(() => online && sessionStorage.removeItem('reloads'), 60000);
  link(true);
}

async function start() {
  const order = waysToTry();
  for (const way of order) {
    // A new object for each attempt: one that hangs on a dead network is left behind instead of waited for.
    const { connection, opened } = open(way);
    try {
      await Promise.race([opened, wait(12000).then(() => Promise.reject(new Error('no answer')))]);
      if (current !== connection) throw new Error('given up');
      rememberWay(way);
      return;
    } catch (error) {
      const isGivenUp = current !== connection;
      abandon(connection);
      // Whoever does not answer at all, or refuses the key, does so whichever way it is asked.
      if (isGivenUp || way === order.at(-1) || error?.errorType === 'FailedToNegotiateWithServerError') throw error;
    }
  }
}

function open(way) {
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(takesChanges ? `${said.hub}&changes=true` : said.hub, { timeout: 10000, ...way })
    .configureLogging(signalR.LogLevel.Error)
    .build();
  connection.serverTimeoutInMilliseconds = 15000;
  connection.keepAliveIntervalInMilliseconds = 5000;
  const opened = connection.start();
  // A stream brings its first frames before it is through with opening: then nothing could be acknowledged yet.
  const hear = (method, handle) => connection.on(method, told => opened.then(() => connection === current && handle(told), () => { /* never opened */ }));
  hear('Hello', showHello);
  hear('Show', show);
  hear('Change', change);
  hear('Own', frame => showOwn(frame).catch(error => console.error('screen: own', error)));
  hear('Roll', told => put('roll', told.text));
  // The server's clock was set: what was counted on from the old one is wrong.
  hear('Clock', ({ now }) => { here = { now, at: performance.now() }; tick(); });
  connection.onclose(() => {
    if (connection === current && !connecting) again();
  });
  current = connection;
  return { connection, opened };
}

function abandon(connection) {
  if (current === connection) current = null;
  connection.stop().catch(() => { });
}

/** The connection is gone or not to be trusted: say so at once, and make a new one. */
function again() {
  if (current) abandon(current);
  link(false);
  connect(500);
}

addEventListener('offline', again);
addEventListener('online', () => wake());

/** Back-off over reloads (kept in the tab), so that a server that refuses is not hammered by pages. */
let reloading = false;
async function reload(needed = () => true) {
  if (reloading) return;
  reloading = true;
  const times = Number(sessionStorage.getItem('reloads')) || 0;
  await wait(Math.min(60000, 500 * 2 ** times) * (.5 + Math.random() / 2));
  // Without a server a reload would end in the browser's own error page, which never comes back.
  while (needed() && !await watchdog.isServed()) await wait(3000);
  reloading = false;
  if (!needed()) return;
  sessionStorage.setItem('reloads', String(times + 1));
  location.reload();
}

// ---- clock, age, state, changed marks: one beat a second --------------------------------------------------------------

const put = (id, text) => {
  const node = document.getElementById(id);
  if (node && node.textContent !== text) node.textContent = text;
};

function link(isOnline) {
  online = isOnline;
  said.link = isOnline ? 'online' : 'lost';
  // Nobody tells a screen without a connection who is there.
  if (!isOnline) put('roll', '');
  tick();
}

const shownAt = () => Number(stage()?.dataset.at) * 1000;

function age(seconds) {
  if (seconds < 5) return said.ageNow ?? '';
  const [text, count] = seconds < 60 ? [said.ageSeconds, seconds] : seconds < 3600 ? [said.ageMinutes, seconds / 60] : [said.ageHours, seconds / 3600];
  return (text ?? '').replace('{0}', String(Math.floor(count)));
}

function tick() {
  const now = serverNow();
  const at = shownAt();
  put('clock', now ? time.format(now) : '');
  // A screen without a connection does not know whether there are newer figures: it tells of when its own are.
  const isLost = said.link && !online;
  put('age', isLost ? (said.figuresAt ?? '').replace('{0}', at ? time.format(at).slice(0, 5) : '–') : now && at ? age(Math.max(0, (now - at) / 1000)) : '');
  if (said.link) {
    const mark = document.getElementById('link');
    mark?.classList.toggle('lost', !online);
    mark?.classList.toggle('online', online);
    put('link', (online ? said.online : said.lost) ?? '');
  }
  for (const mark of document.querySelectorAll('[data-chg]')) {
    // A stamp of the future was made by a clock that was wrong: it is no change of just now.
    if (now && Math.abs(now - Number(mark.dataset.chg) * 1000) >= 30000) mark.removeAttribute('data-chg');
  }
}

let beat = Date.now();
document.addEventListener('visibilitychange', () => { beat = Date.now(); });
setInterval(() => {
  const gap = Date.now() - beat;
  beat = Date.now();
  // Our own timers slept: a laptop's lid was closed. The socket may look open for minutes more; do not believe it.
  // (A hidden page's timers are slowed down by the browser: that is not sleep.)
  if (gap > 20000 && !document.hidden) {
    // What counts on the time may have slept as well.
    here = null;
    again();
  }
  lookAgain();
  tick();
}, 1000);

// By this the page knows that the script has run.
globalThis.screenScript = true;
applyOwn();
tick();
connect();
customElements.whenDefined('live-chart').then(chart => chart.prepare());
