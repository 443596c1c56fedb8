/** Charts whose table or size has changed. They are drawn one after another, each once, however often it was enqueued. */
const pendingCharts = new Set();
let drawing = null;

/** @param chart Its drawNow() is called. */
export function enqueueDraw(chart) {
  pendingCharts.add(chart);
  drawing ??= drawPending();
}

export function cancelDraw(chart) {
  pendingCharts.delete(chart);
}

/** Resolves when all charts that are enqueued now have been drawn. */
export const waitUntilDrawn = () => Promise.resolve(drawing);

async function drawPending() {
  // Wait until all tables have been changed: reading a size in the middle of that would force a layout for each of them.
  await null;
  let isFirst = true;
  for (const chart of pendingCharts) {
    // Each chart in a task of its own, so that a scene of four charts does not block the page.
    if (!isFirst) await nextTask();
    isFirst = false;
    pendingCharts.delete(chart);
    try {
      chart.drawNow();
    } catch (error) {
      // The other charts are drawn all the same.
      console.error('live-chart:', error);
    }
  }
  drawing = null;
}

/** A new task without the delay that browsers add to timers. */
const nextTask = () => new Promise(done => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    done();
  };
  port2.postMessage(null);
});
