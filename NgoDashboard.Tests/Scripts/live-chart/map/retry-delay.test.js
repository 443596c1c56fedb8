import { RetryDelay } from 'scripts/live-chart/map/retry-delay.js';

const take = (delay, count) => Array.from({ length: count }, () => delay.takeNextMs());

test.each([
  ['the shortest jitter', 0, [500, 1000, 2000, 4000, 4000]],
  ['the longest jitter', 1, [1000, 2000, 4000, 8000, 8000]],
])('with %s the wait is doubled up to the maximum', (_, random, waits) =>
  expect(take(new RetryDelay(1000, 8000, () => random), 5)).toEqual(waits));

test('after a success it begins anew', () => {
  const delay = new RetryDelay(1000, 8000, () => 1);
  take(delay, 3);

  delay.reset();

  expect(delay.takeNextMs()).toBe(1000);
});
