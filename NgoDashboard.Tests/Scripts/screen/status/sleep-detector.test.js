import { SleepDetector } from 'scripts/screen/status/sleep-detector.js';

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

test.each([
  ['in time', 1000, false, false],
  ['late', 20000, false, false],
  ['later than any browser delays a timer', 20001, false, true],
  ['late, but the page is hidden', 60000, true, false],
])('a beat %s', (_, ms, isHidden, hasSlept) => {
  const detector = new SleepDetector();
  vi.setSystemTime(Date.now() + ms);

  expect(detector.beat(isHidden)).toBe(hasSlept);
  expect(detector.beat(false)).toBe(false);
});

test('a page that is shown again has not slept', () => {
  const detector = new SleepDetector();
  vi.setSystemTime(Date.now() + 60000);
  detector.restart();

  expect(detector.beat(false)).toBe(false);
});
