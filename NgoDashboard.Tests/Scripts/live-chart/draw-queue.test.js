import { cancelDraw, enqueueDraw, waitUntilDrawn } from 'scripts/live-chart/draw-queue.js';

const chart = (log, name, draw = () => { }) => ({
  drawNow() {
    log.push(name);
    draw();
  },
});

test('charts are drawn in their order, each once, after the code that enqueued them', async () => {
  const log = [];
  const [a, b] = [chart(log, 'a'), chart(log, 'b')];
  for (const next of [a, b, a]) enqueueDraw(next);
  expect(log).toEqual([]);

  await waitUntilDrawn();

  expect(log).toEqual(['a', 'b']);
});

test('a chart that fails does not stop the others', async () => {
  const log = [];
  const error = vi.spyOn(console, 'error').mockImplementation(() => { });
  enqueueDraw(chart(log, 'a', () => { throw new Error('no canvas'); }));
  enqueueDraw(chart(log, 'b'));

  await waitUntilDrawn();

  expect(log).toEqual(['a', 'b']);
  expect(error).toHaveBeenCalledOnce();
  error.mockRestore();
});

test('a chart that has left the page is not drawn', async () => {
  const log = [];
  const gone = chart(log, 'gone');
  enqueueDraw(chart(log, 'a'));
  enqueueDraw(gone);
  cancelDraw(gone);

  await waitUntilDrawn();

  expect(log).toEqual(['a']);
});

test('a chart that is enqueued while others are drawn is drawn with them', async () => {
  const log = [];
  const late = chart(log, 'late');
  enqueueDraw(chart(log, 'a', () => enqueueDraw(late)));

  await waitUntilDrawn();

  expect(log).toEqual(['a', 'late']);
});

test('an empty queue is drawn', () => expect(waitUntilDrawn()).resolves.toBeNull());
