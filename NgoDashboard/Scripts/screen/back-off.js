// How long to wait. 3,400 screens that lost the same server must come back neither all at once nor late (bench -- storm).

export const delay = ms => new Promise(done => setTimeout(done, ms));

/** The longest wait before the next attempt to connect, in ms: doubled after each failure, up to 3 s. */
export const nextMaxDelayMs = maxDelayMs => Math.min(3000, 2 * maxDelayMs || 500);

/** The wait before a reload, in ms: doubled with each reload up to a minute, at least half of that. */
export const reloadDelayMs = (reloadCount, random) => Math.min(60000, 500 * 2 ** reloadCount) * (.5 + random / 2);

/**
 * The wait before an acknowledgement, in ms: a minimum and a random part of the spread, both sent by the hub, so that the acknowledgements
 * of thousands of screens do not arrive together.
 */
export const acknowledgementDelayMs = ({ wait, spread }, random) => wait + random * spread;
