import { TransportOrder } from 'scripts/screen/connection/transport-order.js';

const [sockets, events, polling] = [{ transport: 1 }, { transport: 2 }, { transport: 4 }];
const transports = [sockets, events, polling];

function createStorage(content) {
  const items = new Map(content === undefined ? [] : [['way', content]]);
  return { getItem: key => items.get(key) ?? null, setItem: (key, value) => items.set(key, value) };
}

const hour = 3600e3;

test.each([
  ['nothing is remembered', undefined],
  ['it is too long ago', JSON.stringify({ transport: 4, at: Date.now() - 13 * hour })],
  ['there is no such transport any more', JSON.stringify({ transport: 8, at: Date.now() })],
  ['what is remembered cannot be read', '{'],
])('the usual order if %s', (_, content) => expect(new TransportOrder(transports, () => createStorage(content)).current()).toEqual(transports));

test('the one that worked last comes first', () => {
  const storage = createStorage();
  new TransportOrder(transports, () => storage).remember(polling);

  expect(new TransportOrder(transports, () => storage).current()).toEqual([polling, sockets, events]);
});

test('a browser that forbids storage has the usual order', () => {
  const order = new TransportOrder(transports, () => { throw new Error('forbidden'); });
  order.remember(polling);

  expect(order.current()).toEqual(transports);
});
