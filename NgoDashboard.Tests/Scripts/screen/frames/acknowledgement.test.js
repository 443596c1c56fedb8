import { Acknowledger } from 'scripts/screen/frames/acknowledgement.js';

const createConnection = state => ({ state, sent: [], send(...message) { this.sent.push(message); return Promise.resolve(); } });

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

test.each([
  ['what is painted', { painted: '7' }, [['Painted', 7]]],
  ['what lacks a file', { painted: '6', received: '7' }, [['Received', 7]]],
  ['nothing of a new journal', {}, []],
])('%s', async (_, state, sent) => {
  const connection = createConnection('Connected');
  await new Acknowledger(state, () => connection).acknowledge({ wait: 0, spread: 0 });

  expect(connection.sent).toEqual(sent);
});

test('after the wait, once, with what is painted by then, on the connection of that moment', async () => {
  const state = { painted: '7' };
  let connection = createConnection('Disconnected');
  const acknowledger = new Acknowledger(state, () => connection);
  const first = acknowledger.acknowledge({ wait: 1000, spread: 0 });
  await acknowledger.acknowledge({ wait: 0, spread: 0 });
  expect(connection.sent).toEqual([]);

  [state.painted, connection] = ['8', createConnection('Connected')];
  await vi.advanceTimersByTimeAsync(1000);
  await first;

  expect(connection.sent).toEqual([['Painted', 8]]);
});

test.each([['none', null], ['one that is lost', createConnection('Disconnected')]])('nothing is sent on %s', async (_, connection) => {
  await new Acknowledger({ painted: '7' }, () => connection).acknowledge({ wait: 0, spread: 0 });

  expect(connection?.sent ?? []).toEqual([]);
});

test('a connection that is lost while sending is no error', async () => {
  const connection = { state: 'Connected', send: () => Promise.reject(new Error('closed')) };

  await new Acknowledger({ painted: '7' }, () => connection).acknowledge({ wait: 0, spread: 0 });
});
