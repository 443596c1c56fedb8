/** The largest of the numbers; 0 if there is none, or none above 0. */
export const maxOrZero = numbers => Math.max(0, ...numbers);

/**
 * The value that fills the picture: the largest one, or a larger one that several charts share as their scale. Never 0, because heights are
 * divided by it.
 * @param sharedMax The attribute max of the element, or null.
 */
export function scaleMaximum(rows, sharedMax) {
  return maxOrZero([...rows.map(row => row.value ?? 0), Number.parseFloat(sharedMax ?? '') || 0]) || 1;
}
