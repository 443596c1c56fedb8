// A bridge point's screen: it runs for hours with nobody at the keyboard. It paints the frames that the hub sends, tells the hub what
// it has painted, and never looks more alive than it is: a lost connection and the age of the figures are always written out.
// The figures stay on the screen, whatever happens.
//
// Globals that the page loads before: signalR, Idiomorph (and Chart, for live-chart.js), and watchdog, an inline script of the page.

import { ScreenConnection } from './connection/connection.js';
import { TransportOrder } from './connection/transport-order.js';
import { buildConnection, transports } from './connection/transports.js';
import { Acknowledger } from './frames/acknowledgement.js';
import { FrameQueue } from './frames/frame-queue.js';
import { applyOwnProvince, forgetOwnStrip, receiveOwnStrip } from './frames/own-province.js';
import { forgetPainted, paintFrame, recordPainted, waitUntilPainted } from './frames/painting.js';
import { SleepDetector } from './status/sleep-detector.js';
import { isOnline, serverClock, setLinkState, updateStatus } from './status/status.js';
import { body, config, setText, shown, stageCharts } from './page.js';
import { forgetReloads, reloadWithBackoff } from './reload.js';

const { watchdog } = globalThis;

/** False once a difference has failed: from then on this page asks for whole frames. */
let acceptsDifferences = true;

const frames = new FrameQueue(shown, {
  journalChanged() {
    forgetOwnStrip();
    forgetPainted();
  },
  paint: paintFrame,
  waitUntilPainted,
  acknowledge: frame => acknowledger.acknowledge(frame),
  failed: frame => frame.from ? reconnectForWholeFrame() : reloadWithBackoff(),
});

const connection = new ScreenConnection(
  new TransportOrder(transports),
  transport => buildConnection(acceptsDifferences ? `${config.hub}&changes=true` : config.hub, transport),
  {
    Hello: showHello,
    Show: frame => frames.addWhole(frame),
    Change: frame => frames.addDifference(frame),
    Own: frame => receiveOwnStrip(frame).catch(error => console.error('screen: own', error)),
    Roll: message => setText('roll', message.text),
    // The server's clock was set: a time continued from the old one is wrong.
    Clock({ now }) {
      serverClock.set(now);
      updateStatus();
    },
  },
  {
    linkChanged: setLinkState,
    refused() {
      // The key was revoked: go dark at once, then reload, which shows the pairing page.
      body.classList.add('dark');
      reloadWithBackoff(() => !isOnline());
    },
    connected() {
      body.classList.remove('dark');
      // Only a minute without a failure ends the back-off of reloads, because a bad frame comes again with every connection.
      setTimeout(() => isOnline() && forgetReloads(), 60000);
    },
  });

const acknowledger = new Acknowledger(config, () => connection.current);

/** A new connection begins with a whole frame. */
function reconnectForWholeFrame() {
  acceptsDifferences = false;
  connection.reconnect();
}

/**
 * The page is the same for all screens, so the hub sends what is a screen's own: the time and the province. Sent anew with every
 * connection, which corrects any drift.
 */
function showHello({ now, province, journal: { id, generation } }) {
  frames.followJournal(`${id}/${generation}`);
  serverClock.set(now);
  if ((province ?? '') !== (config.own ?? '')) {
    if (province) config.own = province;
    else delete config.own;
    applyOwnProvince();
    for (const chart of stageCharts()) chart.redraw?.();
  }
  updateStatus();
}

/** If a missing file has come since: the version that was only received is painted now. */
function acknowledgeIfNowWhole() {
  if (!config.received || !watchdog.isWhole()) return;
  recordPainted();
  acknowledger.acknowledge({ wait: 0, spread: 1000 });
}

const sleepDetector = new SleepDetector();

function beat() {
  // The socket may look open for minutes more after a sleep, so it is not trusted.
  if (sleepDetector.beat(document.hidden)) {
    serverClock.forget();
    connection.reconnect();
  }
  acknowledgeIfNowWhole();
  updateStatus();
}

addEventListener('offline', () => connection.reconnect());
addEventListener('online', () => connection.retryNow());
document.addEventListener('visibilitychange', () => sleepDetector.restart());
setInterval(beat, 1000);

// Tells watchdog.js that the script has run.
globalThis.screenScript = true;
applyOwnProvince();
updateStatus();
connection.connect();
customElements.whenDefined('live-chart').then(chart => chart.preloadMap());
