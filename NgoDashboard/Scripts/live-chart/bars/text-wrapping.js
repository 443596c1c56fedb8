/**
 * Breaks a label into two lines as narrow as possible, or leaves one line if it has no space. Most Vietnamese words have two syllables, so
 * an odd number of syllables in the first line probably splits a word ("kinh | tế") and costs more. A line never begins with a dash.
 * @param measure Returns the width of a text.
 */
export function breakIntoTwoLines(text, measure) {
  const words = text.split(' ');
  let best = { lines: [text], width: measure(text), cost: Infinity };
  for (let i = 1; i < words.length; i++) {
    if (/^[-–—·]$/.test(words[i])) continue;
    const lines = [words.slice(0, i).join(' '), words.slice(i).join(' ')];
    const widest = Math.max(...lines.map(line => measure(line)));
    const cost = widest * (words.slice(0, i).filter(word => /\p{L}/u.test(word)).length % 2 ? 1.25 : 1);
    if (cost < best.cost) best = { lines, width: widest, cost };
  }
  return best;
}

/** A label in one line, with its width. */
export const keepInOneLine = (text, measure) => ({ lines: [text], width: measure(text) });
