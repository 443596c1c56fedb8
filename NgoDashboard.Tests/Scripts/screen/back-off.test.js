import { acknowledgementDelayMs, nextMaxDelayMs, reloadDelayMs } from 'scripts/screen/back-off.js';

test.each([[0, 500], [500, 1000], [1000, 2000], [2000, 3000], [3000, 3000]])(
  'nextMaxDelayMs: after up to %d ms up to %d ms', (before, after) => expect(nextMaxDelayMs(before)).toBe(after));

test.each([
  ['the first', 0, 0, 250],
  ['the first, at most', 0, 1, 500],
  ['the fourth', 3, 0, 2000],
  ['after many, at least half a minute', 20, 0, 30000],
  ['after many, at most a minute', 20, 1, 60000],
])('reloadDelayMs: %s', (_, count, random, expected) => expect(reloadDelayMs(count, random)).toBe(expected));

test.each([
  ['no spread', { wait: 100, spread: 0 }, .7, 100],
  ['a random part of the spread', { wait: 100, spread: 1000 }, .5, 600],
])('acknowledgementDelayMs: %s', (_, pace, random, expected) => expect(acknowledgementDelayMs(pace, random)).toBe(expected));
