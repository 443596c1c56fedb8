import { ServerClock } from 'scripts/screen/status/server-clock.js';

test('the time is continued from what the hub has sent', () => {
  let monotonicMs = 100;
  const clock = new ServerClock(() => monotonicMs);
  expect(clock.now()).toBeNull();

  clock.set(1_000_000);
  monotonicMs += 2500;
  expect(clock.now()).toBe(1_002_500);

  clock.set(5_000_000);
  expect(clock.now()).toBe(5_000_000);

  clock.forget();
  expect(clock.now()).toBeNull();
});
