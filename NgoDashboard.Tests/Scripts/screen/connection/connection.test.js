import { ScreenConnection } from 'scripts/screen/connection/connection.js';

const [sockets, polling] = [{ name: 'sockets' }, { name: 'polling' }];

/** A hub: each attempt to start asks `start(transport, attempt)`, which returns a promise. */
function createScreen(start) {
  const log = [];
  const built = [];
  const order = { current: () => [sockets, polling], remember: transport => log.push(`remember ${transport.name}`) };
  const build = transport => {
    const connection = {
      transport, handlers: {},
      start: () => {
        log.push(`start ${transport.name}`);
        return start(transport, built.length);
      },
      stop: () => Promise.resolve(log.push(`stop ${transport.name}`)),
      on(name, handle) { this.handlers[name] = handle; },
      onclose(handle) { this.close = handle; },
    };
    built.push(connection);
    return connection;
  };
  const screen = new ScreenConnection(order, build, { Show: frame => log.push(`show ${frame}`) }, {
    linkChanged: isOnline => log.push(isOnline ? 'online' : 'lost'),
    refused: () => log.push('refused'),
    connected: () => log.push('connected'),
  });
  return { screen, log, built };
}

const never = () => new Promise(() => { });
const fail = (message, more) => Promise.reject(Object.assign(new Error(message), more));

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('the first transport that works is remembered', async () => {
  const { screen, log } = createScreen(() => Promise.resolve());
  await screen.connect();

  expect(log).toEqual(['start sockets', 'remember sockets', 'connected', 'online']);
});

test('the next transport is tried after one that fails', async () => {
  const { screen, log } = createScreen(transport => transport === sockets ? fail('forbidden') : Promise.resolve());
  await screen.connect();

  expect(log).toEqual(['start sockets', 'stop sockets', 'start polling', 'remember polling', 'connected', 'online']);
});

test('a start that hangs is abandoned after 12 s', async () => {
  const { screen, log } = createScreen(transport => transport === sockets ? never() : Promise.resolve());
  const connected = screen.connect();
  await vi.advanceTimersByTimeAsync(11999);
  expect(log).toEqual(['start sockets']);

  await vi.advanceTimersByTimeAsync(1);
  await connected;

  expect(log.slice(1, 3)).toEqual(['stop sockets', 'start polling']);
});

test('a server that does not answer is not asked by every transport', async () => {
  const { screen, log } = createScreen(() => fail('no server', { errorType: 'FailedToNegotiateWithServerError' }));
  screen.connect();
  await vi.advanceTimersByTimeAsync(0);

  expect(log).toEqual(['start sockets', 'stop sockets', 'lost']);
});

test('attempts are repeated for ever, at most 3 s apart', async () => {
  const starts = [];
  const { screen } = createScreen(() => {
    starts.push(Date.now());
    return fail('no server', { errorType: 'FailedToNegotiateWithServerError' });
  });
  const begunMs = Date.now();
  screen.connect();
  await vi.advanceTimersByTimeAsync(12500);

  expect(starts.map(ms => ms - begunMs)).toEqual([0, 500, 1500, 3500, 6500, 9500, 12500]);
});

test('a network that is back ends the wait', async () => {
  const { screen, log } = createScreen((_, attempt) => attempt < 3 ? fail('no server') : Promise.resolve());
  screen.connect();
  await vi.advanceTimersByTimeAsync(0);
  expect(log.at(-1)).toBe('lost');

  screen.retryNow();
  await vi.advanceTimersByTimeAsync(0);

  expect(log.at(-1)).toBe('online');
});

test.each([['401', true], ['403', true], ['500', false]])('status %s: refused is %s', async (status, isRefused) => {
  const { screen, log } = createScreen(() => fail(`Failed: Status code '${status}'`));
  screen.connect();
  await vi.advanceTimersByTimeAsync(0);

  expect(log.includes('refused')).toBe(isRefused);
});

test('a message that comes before the start has ended is handled after it', async () => {
  let started;
  const { screen, log, built } = createScreen(() => new Promise(done => { started = done; }));
  const connected = screen.connect();
  built[0].handlers.Show('a');
  await vi.advanceTimersByTimeAsync(0);
  expect(log).not.toContain('show a');

  started();
  await connected;

  expect(log).toContain('show a');
});

test('a message of an abandoned connection is not handled', async () => {
  const { screen, log, built } = createScreen(() => Promise.resolve());
  await screen.connect();
  screen.reconnect();
  await vi.advanceTimersByTimeAsync(500);
  built[0].handlers.Show('old');
  built[1].handlers.Show('new');
  await vi.advanceTimersByTimeAsync(0);

  expect(log.filter(line => line.startsWith('show'))).toEqual(['show new']);
});

test('a connection that closes is said to be lost at once, and made again', async () => {
  const { screen, log, built } = createScreen(() => Promise.resolve());
  await screen.connect();
  log.length = 0;

  built[0].close();
  expect(log).toEqual(['stop sockets', 'lost']);
  expect(screen.current).toBeNull();

  await vi.advanceTimersByTimeAsync(500);
  expect(log.at(-1)).toBe('online');
  expect(screen.current).toBe(built[1]);
});

test('a connection that was abandoned and closes later changes nothing', async () => {
  const { screen, log, built } = createScreen(() => Promise.resolve());
  await screen.connect();
  screen.reconnect();
  await vi.advanceTimersByTimeAsync(500);
  log.length = 0;

  built[0].close();

  expect(log).toEqual([]);
});

test('while one attempt runs no second one begins', async () => {
  const { screen, built } = createScreen(never);
  screen.connect();
  screen.connect();
  await vi.advanceTimersByTimeAsync(0);

  expect(built).toHaveLength(1);
});
