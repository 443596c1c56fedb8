import { isMarkExpired, statusTexts } from 'scripts/screen/status/status-texts.js';

const texts = {
  ageNow: 'vừa xong', ageSeconds: '{0} giây', ageMinutes: '{0} phút', ageHours: '{0} giờ', figuresAt: 'số liệu lúc {0}',
  online: 'trực tuyến', lost: 'mất liên kết',
};
const nowMs = Date.parse('2026-11-30T02:03:04Z');

describe('the clock', () => {
  test.each([
    ['is that of Viet Nam', nowMs, '09:03:04'],
    ['is empty before the hub has sent the time', null, ''],
    ['begins a day with 00', Date.parse('2026-11-30T17:00:00Z'), '00:00:00'],
  ])('%s', (_, now, clock) => expect(statusTexts({ nowMs: now, atMs: NaN, link: 'online' }, texts).clock).toBe(clock));
});

describe('the age of the figures', () => {
  test.each([
    [0, 'vừa xong'], [4.9, 'vừa xong'], [5, '5 giây'], [59.9, '59 giây'], [60, '1 phút'], [3599, '59 phút'], [3600, '1 giờ'],
    [90000, '25 giờ'], [-20, 'vừa xong'],
  ])('%d s', (seconds, age) => expect(statusTexts({ nowMs, atMs: nowMs - seconds * 1000, link: 'online' }, texts).age).toBe(age));

  test.each([
    ['is unknown without the time', { nowMs: null, atMs: nowMs, link: 'online' }, ''],
    ['is unknown without a stage', { nowMs, atMs: NaN, link: 'online' }, ''],
    ['is their time without a connection', { nowMs, atMs: nowMs, link: 'lost' }, 'số liệu lúc 09:03'],
    ['is a dash without both', { nowMs: null, atMs: NaN, link: 'lost' }, 'số liệu lúc –'],
    ['is given before the first attempt to connect has ended', { nowMs, atMs: nowMs - 7000, link: undefined }, '7 giây'],
  ])('%s', (_, state, age) => expect(statusTexts(state, texts).age).toBe(age));
});

test.each([['online', 'trực tuyến'], ['lost', 'mất liên kết'], [undefined, null]])('the link %s', (link, text) =>
  expect(statusTexts({ nowMs, atMs: NaN, link }, texts).link).toBe(text));

test('a page without texts writes nothing', () =>
  expect(statusTexts({ nowMs: null, atMs: NaN, link: 'lost' }, {})).toEqual({ clock: '', age: '', link: '' }));

test.each([
  ['just changed', 0, false],
  ['29 s ago', 29, false],
  ['30 s ago', 30, true],
  ['29 s in the future: a clock that is a little wrong', -29, false],
  ['30 s in the future', -30, true],
])('a mark %s', (_, secondsAgo, expired) => expect(isMarkExpired(nowMs, String(nowMs / 1000 - secondsAgo))).toBe(expired));

test('a mark stays as long as the time is unknown', () => expect(isMarkExpired(null, '1')).toBe(false));
