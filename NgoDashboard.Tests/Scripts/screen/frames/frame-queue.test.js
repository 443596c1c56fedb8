import { fnv1a } from 'scripts/screen/frames/difference.js';
import { FrameQueue } from 'scripts/screen/frames/frame-queue.js';
import { pack } from './packing.js';

/** A queue, what it has done, and a gate that holds back "painted" until it is opened. */
function createQueue({ journal = 'J/1', version = 0, paint = () => { } } = {}) {
  const shown = { journal, version };
  const log = [];
  let openGate;
  const queue = new FrameQueue(shown, {
    journalChanged: () => log.push('journal'),
    paint(html, next) {
      paint(html);
      shown.version = next;
      log.push(`paint ${next} ${html}`);
    },
    waitUntilPainted: () => new Promise(done => { openGate = done; }),
    acknowledge: frame => log.push(`acknowledge ${frame.version}`),
    failed: frame => log.push(`failed ${frame.version}`),
  });
  const painted = () => vi.waitFor(() => {
    if (!openGate) throw new Error('nothing is being painted');
    openGate();
    openGate = null;
  });
  return { queue, shown, log, painted };
}

const whole = (version, html, journal = 'J/1') => ({ version, journal, html: pack(html) });
const difference = (from, version, html, steps) => ({ from, version, journal: 'J/1', steps, sum: fnv1a(html) });

let errors;
beforeEach(() => { errors = vi.spyOn(console, 'error').mockImplementation(() => { }); });
afterEach(() => errors.mockRestore());

test('a frame is painted, and acknowledged when it is painted', async () => {
  const { queue, log, painted } = createQueue();
  const added = queue.addWhole(whole(1, 'a'));
  await vi.waitFor(() => expect(log).toEqual(['paint 1 a']));

  await painted();
  await added;

  expect(log).toEqual(['paint 1 a', 'acknowledge 1']);
});

test('of the frames that come while one is painted only the newest follows', async () => {
  const { queue, log, painted } = createQueue();
  const added = queue.addWhole(whole(1, 'a'));
  for (const frame of [whole(2, 'b'), whole(4, 'd'), whole(3, 'c')]) queue.addWhole(frame);

  await painted();
  await painted();
  await added;

  expect(log.filter(line => line.startsWith('paint'))).toEqual(['paint 1 a', 'paint 4 d']);
  expect(log.at(-1)).toBe('acknowledge 4');
});

test.each([['older', 4], ['the same', 5]])('a frame that is %s is acknowledged and not painted', async (_, version) => {
  const { queue, log, painted } = createQueue({ version: 5 });
  const added = queue.addWhole(whole(version, 'a'));
  await painted();
  await added;

  expect(log).toEqual([`acknowledge ${version}`]);
});

test('a difference is applied to the frame before it', async () => {
  const { queue, log, painted } = createQueue();
  for (const add of [() => queue.addWhole(whole(1, 'abc')), () => queue.addDifference(difference(1, 2, 'aXc', [1, 1, 'X']))]) {
    const added = add();
    await painted();
    await added;
  }

  expect(log).toContain('paint 2 aXc');
});

test('a difference from a frame that is not there fails, and the next whole frame is painted', async () => {
  const { queue, log, painted } = createQueue();
  await queue.addDifference(difference(1, 2, 'aXc', [1, 1, 'X']));
  const added = queue.addWhole(whole(2, 'aXc'));
  await painted();
  await added;

  expect(log).toEqual(['failed 2', 'paint 2 aXc', 'acknowledge 2']);
});

test('a frame that cannot be painted fails and is not acknowledged', async () => {
  const { queue, log } = createQueue({ paint: () => { throw new Error('no stage'); } });
  await queue.addWhole(whole(1, 'a'));

  expect(log).toEqual(['failed 1']);
});

test('another journal begins anew: a lower version is painted', async () => {
  const { queue, shown, log, painted } = createQueue({ version: 9 });
  const added = queue.addWhole(whole(3, 'a', 'J/2'));
  await painted();
  await added;

  expect(shown).toEqual({ journal: 'J/2', version: 3 });
  expect(log).toEqual(['journal', 'paint 3 a', 'acknowledge 3']);
});

test('a frame of the old journal that is still being read is not painted', async () => {
  const { queue, log } = createQueue();
  const added = queue.addWhole(whole(1, 'a'));
  queue.followJournal('J/2');
  await added;

  expect(log).toEqual(['journal']);
});

test.each([['the same', 'J/1'], ['none', undefined]])('%s journal changes nothing', (_, journal) => {
  const { queue, shown, log } = createQueue({ version: 9 });
  queue.followJournal(journal);

  expect(shown.version).toBe(9);
  expect(log).toEqual([]);
});
