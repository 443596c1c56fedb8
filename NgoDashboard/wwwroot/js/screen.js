// A bridge point's screen: it runs for hours with nobody at the keyboard. It paints the frames that the hub sends, tells the hub what
// it has painted, and never looks more alive than it is: a lost connection and the age of the figures are always written out.
// The figures stay on the screen, whatever happens.
//
// Globals that the page loads before: signalR, Idiomorph (and Chart, for live-chart.js), and watchdog, an inline script of the page.

const { signalR, Idiomorph, watchdog } = globalThis;
const body = document.body;
/** The page's settings and texts, and the state that watchdog.js, the style sheets and the tests read. */
const config = body.dataset;
const timeZone = 'Asia/Ho_Chi_Minh';
const timeFormat = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const delay = ms => new Promise(done => setTimeout(done, ms));

/** The newest frame of the province's own strip, painted or not. */
let ownStrip = null;
/** The version that is painted; 0 for none of this journal. */
let paintedVersion = Number(config.version) || 0;
/** The journal that the version belongs to, "ID/GENERATION": versions are compared only within one journal. */
let journalId = config.journal ?? '';
const stageElement = () => document.getElementById('stage');

// ---- frames -----------------------------------------------------------------------------------------------------------

let waitingFrame = null;
let isApplying = false;
/** The frame that was applied last, as the server rendered it: the base of the next difference. */
let baseFrame = { version: 0, html: '' };
/** False once a difference has failed: from then on this page asks for whole frames. */
let acceptsDifferences = true;

/** A whole frame. */
const showFrame = frame => enqueueFrame({ ...frame, read: () => gunzip(frame.html) });

/** The difference from the frame that this page has. */
const showDifference = frame => enqueueFrame({ ...frame, read: () => applyDifference(frame) });

/**
 * Another journal is on air, or an older copy of this one was restored. Its versions cannot be compared with those that this page has
 * painted, so the next frame is applied whatever its version. Until then nothing is acknowledged, because the picture belongs to no version
 * of the new journal.
 */
function followJournal(newJournalId) {
  if (!newJournalId || newJournalId === journalId) return;
  journalId = newJournalId;
  paintedVersion = 0;
  baseFrame = { version: 0, html: '' };
  ownStrip = waitingFrame = null;
  delete config.painted;
  delete config.received;
}

/** Only the newest frame matters: one is being applied and at most one waits, which a newer one replaces. */
async function enqueueFrame(frame) {
  followJournal(frame.journal);
  if (!waitingFrame || frame.version > waitingFrame.version) waitingFrame = frame;
  if (isApplying) return;
  isApplying = true;
  try {
    while (waitingFrame) {
      const next = waitingFrame;
      waitingFrame = null;
      try {
        const html = await next.read();
        // The journal has changed while this frame was being read.
        if (next.journal && next.journal !== journalId) continue;
        if (next.version >= baseFrame.version) baseFrame = { version: next.version, html };
        // An older frame, or the same again after a reconnect, is not painted but acknowledged, because the hub paces its sending by that.
        if (next.version > paintedVersion) morphStage(html, next.version);
      } catch (error) {
        console.error('screen: frame', next.version, error);
        if (next.from) reconnectForWholeFrame();
        else reloadWithBackoff();
        continue;
      }
      await waitUntilPainted();
      acknowledge(next);
    }
  } finally {
    isApplying = false;
  }
}

/** Steps in threes: characters to keep, characters to skip, text to insert (HtmlDifference.cs). */
async function applyDifference({ version: to, from, steps: plain, change: packed, sum }) {
  if (baseFrame.version !== from) throw new Error(`a difference from ${from} to ${to}, and this page has ${baseFrame.version}`);
  const steps = plain ?? JSON.parse(await gunzip(packed));
  let html = '';
  let position = 0;
  for (let i = 0; i < steps.length; i += 3) {
    html += baseFrame.html.slice(position, position + steps[i]) + steps[i + 2];
    position += steps[i] + steps[i + 1];
  }
  html += baseFrame.html.slice(position);
  if (fnv1a(html) !== sum) throw new Error(`the difference from ${from} to ${to} made something else`);
  return html;
}

/** FNV-1a, 32 bits, over the UTF-16 code units, as the server computes it. */
function fnv1a(html) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < html.length; i++) sum = Math.imul(sum ^ html.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}

/** A new connection begins with a whole frame. */
function reconnectForWholeFrame() {
  acceptsDifferences = false;
  reconnect();
}

function gunzip(base64) {
  const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
  // A Response and not a Blob, because a Blob is made in another process.
  return new Response(new Response(bytes).body.pipeThrough(new DecompressionStream('gzip'))).text();
}

/** Elements that the script fills itself (clock, age, link …) are not overwritten by a frame. */
const keepMarkedElements = {
  beforeNodeMorphed: (old, next) => !(old.hasAttribute?.('data-keep') && next.hasAttribute?.('data-keep')),
};

function morphStage(html, newVersion) {
  try {
    Idiomorph.morph(stageElement(), html, { morphStyle: 'outerHTML', restoreFocus: false, callbacks: keepMarkedElements });
    if (!stageElement()) throw new Error('no #stage after the morph');
  } catch (error) {
    // A correct picture is worth more than a smooth change: replace the stage as a whole.
    console.error('screen: morph', error);
    const fresh = new DOMParser().parseFromString(html, 'text/html').getElementById('stage');
    if (!fresh) throw error;
    for (const placeholder of fresh.querySelectorAll('[data-keep][id]')) {
      const old = document.getElementById(placeholder.id);
      if (old) placeholder.replaceWith(old);
    }
    (stageElement() ?? body.firstElementChild).replaceWith(fresh);
  }
  paintedVersion = newVersion;
  applyOwnProvince();
  config.version = String(paintedVersion);
  config.journal = journalId;
  updateStatus();
}

/** Resolves when the browser has had the chance to paint the new picture; after 10 s even if a chart is not drawn. */
async function waitUntilPainted() {
  const charts = [...document.querySelectorAll('#stage live-chart')].map(chart => chart.settled);
  await Promise.race([Promise.allSettled(charts), delay(10000)]);
  await new Promise(done => {
    // A hidden page gets no animation frames, but it holds the version all the same.
    const fallback = setTimeout(done, document.hidden ? 0 : 500);
    // A message posted in requestAnimationFrame is delivered after the frame was committed: the picture is painted then.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      clearTimeout(fallback);
      port1.close();
      done();
    };
    requestAnimationFrame(() => port2.postMessage(null));
  });
  recordPainted();
}

/** A version is painted if its charts and styles are there; if one of them is missing it is only received. */
function recordPainted() {
  // The journal has changed, and nothing of the new one is here yet.
  if (!paintedVersion) return;
  if (watchdog.isWhole()) {
    config.painted = String(paintedVersion);
    delete config.received;
  } else {
    config.received = String(paintedVersion);
  }
}

/** If a missing file has come since: the version that was only received is painted now. */
function acknowledgeIfNowWhole() {
  if (!config.received || !watchdog.isWhole()) return;
  recordPainted();
  acknowledge({ wait: 0, spread: 1000 });
}

let isAcknowledging = false;

/**
 * Tells the hub what is painted, after the minimum wait and a random part of the spread that the hub has sent, so that the acknowledgements
 * of thousands of screens do not arrive together. What is painted in the meantime is reported with it.
 */
async function acknowledge(frame) {
  if (isAcknowledging) return;
  isAcknowledging = true;
  const waitMs = frame.wait + Math.random() * frame.spread;
  if (waitMs > 0) await delay(waitMs);
  isAcknowledging = false;
  // The connection of this moment: that of the frame may have been lost since.
  const connection = currentConnection;
  const [message, acknowledged] = config.received ? ['Received', config.received] : ['Painted', config.painted];
  if (connection?.state === 'Connected' && acknowledged) {
    await connection.send(message, Number(acknowledged)).catch(() => { /* handled by onclose */ });
  }
}

// ---- the province's own strip -----------------------------------------------------------------------------------------

/** The strip arrives before the frame of its version, and is painted together with it. */
async function receiveOwnStrip(frame) {
  if (ownStrip && frame.version < ownStrip.version) return;
  const next = ownStrip = { version: frame.version, html: null };
  next.html = await gunzip(frame.html);
  if (ownStrip === next) applyOwnProvince();
}

function applyOwnProvince() {
  for (const el of document.querySelectorAll('#stage [data-province]')) el.classList.toggle('own', el.dataset.province === config.own);
  if (!ownStrip?.html || ownStrip.version > paintedVersion) return;
  const fresh = new DOMParser().parseFromString(ownStrip.html, 'text/html').getElementById('own');
  if (fresh) document.getElementById('own')?.replaceWith(fresh);
}

// ---- time and province: the page is the same for all screens, so the hub sends what is a screen's own ----------------------

let serverClock = null;

const setServerClock = serverMs => { serverClock = { serverMs, performanceMs: performance.now() }; };

/**
 * The server's time in ms, or null before the hub has sent it. The clocks of bridge points are often wrong, and are set during a meeting,
 * so every time on the page is the server's, continued by performance.now().
 */
const serverNow = () => serverClock && serverClock.serverMs + performance.now() - serverClock.performanceMs;

/** Sent anew with every connection, which corrects any drift. */
function showHello({ now, province, journal: { id, generation } }) {
  followJournal(`${id}/${generation}`);
  setServerClock(now);
  if ((province ?? '') !== (config.own ?? '')) {
    if (province) config.own = province;
    else delete config.own;
    applyOwnProvince();
    for (const chart of document.querySelectorAll('#stage live-chart')) chart.redraw?.();
  }
  updateStatus();
}

// ---- connection -------------------------------------------------------------------------------------------------------

/** Ends the connection if a poll hangs, as silence does on the other transports; SignalR itself would wait for it. */
class TimeoutAwareHttpClient extends signalR.DefaultHttpClient {
  async send(request) {
    try {
      return await super.send({ ...request, timeout: 15000 });
    } catch (error) {
      throw error instanceof signalR.TimeoutError ? new Error('no answer') : error;
    }
  }
}

/**
 * In the order in which they are tried. A WebSocket is opened without negotiation: when thousands of screens come back at once, each sends
 * one request instead of two (bench -- storm). The others negotiate first, which shows whether the server is there at all.
 */
const transports = [
  { transport: signalR.HttpTransportType.WebSockets, skipNegotiation: true },
  { transport: signalR.HttpTransportType.ServerSentEvents },
  { transport: signalR.HttpTransportType.LongPolling, httpClient: new TimeoutAwareHttpClient(signalR.NullLogger.instance) },
];

/**
 * Behind a proxy each transport that it forbids costs many seconds, so the one that worked last is tried first, for as long as a meeting
 * may last.
 */
const transportKey = 'way';
const transportMemoryMs = 12 * 3600e3;

function transportsToTry() {
  try {
    const { transport, at } = JSON.parse(localStorage.getItem(transportKey)) ?? {};
    const last = Date.now() - at < transportMemoryMs ? transports.find(candidate => candidate.transport === transport) : null;
    return last ? [last, ...transports.filter(candidate => candidate !== last)] : transports;
  } catch {
    // The browser may forbid local storage.
    return transports;
  }
}

function rememberTransport({ transport }) {
  try {
    localStorage.setItem(transportKey, JSON.stringify({ transport, at: Date.now() }));
  } catch { /* as above */ }
}

let currentConnection = null;
let isOnline = false;
let retryNow = () => { };
let isConnecting = false;

/**
 * Retries for ever, also a failed first start: SignalR's own reconnect gives up after four attempts and never retries a start.
 * Back-off with full jitter up to 3 s (bench -- storm): 3,400 screens that lost the same server must come back neither all at once nor
 * late.
 */
async function connect(maxDelayMs = 0) {
  if (isConnecting) return;
  isConnecting = true;
  for (; ; maxDelayMs = Math.min(3000, 2 * maxDelayMs || 500)) {
    if (maxDelayMs) await Promise.race([delay(Math.random() * maxDelayMs), new Promise(done => { retryNow = done; })]);
    try {
      await tryTransports();
      break;
    } catch (error) {
      setLinkState(false);
      // The key was revoked: go dark at once, then reload, which shows the pairing page.
      if (/Status code '40[13]'/.test(String(error?.message))) {
        body.classList.add('dark');
        reloadWithBackoff(() => !isOnline);
      }
    }
  }
  isConnecting = false;
  body.classList.remove('dark');
  // Only a minute without a failure ends the back-off of reloads, because a bad frame comes again with every connection.
  setTimeout(() => isOnline && sessionStorage.removeItem('reloads'), 60000);
  setLinkState(true);
}

async function tryTransports() {
  const order = transportsToTry();
  for (const candidate of order) {
    // A new connection object for each attempt: one that hangs on a dead network is abandoned, not waited for.
    const { connection, started } = openConnection(candidate);
    try {
      await Promise.race([started, delay(12000).then(() => Promise.reject(new Error('no answer')))]);
      if (currentConnection !== connection) throw new Error('given up');
      rememberTransport(candidate);
      return;
    } catch (error) {
      const isGivenUp = currentConnection !== connection;
      abandon(connection);
      // A server that does not answer at all, or refuses the key, does so on every transport.
      if (isGivenUp || candidate === order.at(-1) || error?.errorType === 'FailedToNegotiateWithServerError') throw error;
    }
  }
}

function openConnection(candidate) {
  const connection = new signalR.HubConnectionBuilder()
    .withUrl(acceptsDifferences ? `${config.hub}&changes=true` : config.hub, { timeout: 10000, ...candidate })
    .configureLogging(signalR.LogLevel.Error)
    .build();
  connection.serverTimeoutInMilliseconds = 15000;
  connection.keepAliveIntervalInMilliseconds = 5000;
  const started = connection.start();
  // Server-sent events deliver the first messages before start() has resolved: handle them afterwards, when they can be acknowledged.
  const on = (method, handle) => connection.on(
    method,
    message => started.then(() => connection === currentConnection && handle(message), () => { /* never opened */ }));
  on('Hello', showHello);
  on('Show', showFrame);
  on('Change', showDifference);
  on('Own', frame => receiveOwnStrip(frame).catch(error => console.error('screen: own', error)));
  on('Roll', message => setText('roll', message.text));
  // The server's clock was set: a time continued from the old one is wrong.
  on('Clock', ({ now }) => { setServerClock(now); updateStatus(); });
  connection.onclose(() => {
    if (connection === currentConnection && !isConnecting) reconnect();
  });
  currentConnection = connection;
  return { connection, started };
}

function abandon(connection) {
  if (currentConnection === connection) currentConnection = null;
  connection.stop().catch(() => { });
}

/** The connection is lost or cannot be trusted: say so at once, and make a new one. */
function reconnect() {
  if (currentConnection) abandon(currentConnection);
  setLinkState(false);
  connect(500);
}

addEventListener('offline', reconnect);
addEventListener('online', () => retryNow());

let isReloading = false;

/** The back-off survives the reloads (session storage), so that a server that refuses the page is not flooded with requests. */
async function reloadWithBackoff(isStillNeeded = () => true) {
  if (isReloading) return;
  isReloading = true;
  const reloadCount = Number(sessionStorage.getItem('reloads')) || 0;
  await delay(Math.min(60000, 500 * 2 ** reloadCount) * (.5 + Math.random() / 2));
  // Without a server a reload would end in the browser's own error page, which never comes back.
  while (isStillNeeded() && !await watchdog.isServed()) await delay(3000);
  isReloading = false;
  if (!isStillNeeded()) return;
  sessionStorage.setItem('reloads', String(reloadCount + 1));
  location.reload();
}

// ---- clock, age, link state, change marks: updated once a second ---------------------------------------------------------

const setText = (id, text) => {
  const node = document.getElementById(id);
  if (node && node.textContent !== text) node.textContent = text;
};

function setLinkState(isNowOnline) {
  isOnline = isNowOnline;
  config.link = isNowOnline ? 'online' : 'lost';
  // Without a connection the screen does not know the roll call.
  if (!isNowOnline) setText('roll', '');
  updateStatus();
}

const shownAtMs = () => Number(stageElement()?.dataset.at) * 1000;

function ageText(seconds) {
  if (seconds < 5) return config.ageNow ?? '';
  const [text, count] = seconds < 60 ? [config.ageSeconds, seconds]
    : seconds < 3600 ? [config.ageMinutes, seconds / 60]
    : [config.ageHours, seconds / 3600];
  return (text ?? '').replace('{0}', String(Math.floor(count)));
}

function updateStatus() {
  const nowMs = serverNow();
  const atMs = shownAtMs();
  setText('clock', nowMs ? timeFormat.format(nowMs) : '');
  // Without a connection newer figures may exist, so the screen gives the time of its own figures instead of their age.
  const isLost = config.link && !isOnline;
  setText('age', isLost ? (config.figuresAt ?? '').replace('{0}', atMs ? timeFormat.format(atMs).slice(0, 5) : '–')
    : nowMs && atMs ? ageText(Math.max(0, (nowMs - atMs) / 1000))
    : '');
  if (config.link) {
    const mark = document.getElementById('link');
    mark?.classList.toggle('lost', !isOnline);
    mark?.classList.toggle('online', isOnline);
    setText('link', (isOnline ? config.online : config.lost) ?? '');
  }
  for (const mark of document.querySelectorAll('[data-chg]')) {
    // Marks stay for 30 s. A stamp further in the future was made by a wrong clock, and is no recent change either.
    if (nowMs && Math.abs(nowMs - Number(mark.dataset.chg) * 1000) >= 30000) mark.removeAttribute('data-chg');
  }
}

let lastBeatMs = Date.now();
document.addEventListener('visibilitychange', () => { lastBeatMs = Date.now(); });
setInterval(() => {
  const sinceLastBeatMs = Date.now() - lastBeatMs;
  lastBeatMs = Date.now();
  // The timers have slept, for example under a closed lid. The socket may look open for minutes more, so it is not trusted.
  // (The timers of a hidden page are slowed down by the browser: that is not sleep.)
  if (sinceLastBeatMs > 20000 && !document.hidden) {
    // performance.now() may have slept as well.
    serverClock = null;
    reconnect();
  }
  acknowledgeIfNowWhole();
  updateStatus();
}, 1000);

// Tells watchdog.js that the script has run.
globalThis.screenScript = true;
applyOwnProvince();
updateStatus();
connect();
customElements.whenDefined('live-chart').then(chart => chart.preloadMap());
