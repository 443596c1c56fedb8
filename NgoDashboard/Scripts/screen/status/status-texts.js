// What the screen writes of its clock, the age of its figures and its link. Without a connection newer figures may exist, so the screen
// gives the time of its own figures instead of their age.

const timeFormat = new Intl.DateTimeFormat(
  'en-GB',
  { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** Marks of changes stay for this time, in ms. */
const maxMarkAgeMs = 30000;

/**
 * @param state nowMs: the server's time or null; atMs: the time of the figures or NaN; link: 'online', 'lost', or undefined before the
 * first attempt to connect has ended.
 * @param texts The page's texts, {0} stands for a number or a time.
 * @returns link is null as long as nothing is known of it.
 */
export function statusTexts({ nowMs, atMs, link }, texts) {
  return {
    clock: nowMs ? timeFormat.format(nowMs) : '',
    age: link === 'lost' ? fillIn(texts.figuresAt, atMs ? timeFormat.format(atMs).slice(0, 5) : '–')
      : nowMs && atMs ? ageText(Math.max(0, (nowMs - atMs) / 1000), texts)
      : '',
    link: link ? (link === 'online' ? texts.online : texts.lost) ?? '' : null,
  };
}

function ageText(seconds, texts) {
  if (seconds < 5) return texts.ageNow ?? '';
  const [text, count] = seconds < 60 ? [texts.ageSeconds, seconds]
    : seconds < 3600 ? [texts.ageMinutes, seconds / 60]
    : [texts.ageHours, seconds / 3600];
  return fillIn(text, String(Math.floor(count)));
}

const fillIn = (text, value) => (text ?? '').replace('{0}', value);

/**
 * True if a mark is to go. A stamp further in the future was made by a wrong clock, and is no recent change either.
 * @param changedAtSeconds The attribute data-chg.
 */
export const isMarkExpired = (nowMs, changedAtSeconds) =>
  Boolean(nowMs) && Math.abs(nowMs - Number(changedAtSeconds) * 1000) >= maxMarkAgeMs;
