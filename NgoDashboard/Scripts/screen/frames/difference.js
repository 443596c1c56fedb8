// Frames as they come over the wire: packed, whole or as a difference.

/**
 * Unpacks a base64 text of gzip.
 * A Response and not a Blob, because a Blob is made in another process.
 */
export function gunzip(base64) {
  const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
  return new Response(new Response(bytes).body.pipeThrough(new DecompressionStream('gzip'))).text();
}

/** @param steps In threes: characters to keep, characters to skip, text to insert (HtmlDifference.cs). What is left is kept. */
export function applySteps(html, steps) {
  let result = '';
  let position = 0;
  for (let i = 0; i < steps.length; i += 3) {
    result += html.slice(position, position + steps[i]) + steps[i + 2];
    position += steps[i] + steps[i + 1];
  }
  return result + html.slice(position);
}

/** FNV-1a, 32 bits, over the UTF-16 code units, as the server computes it. */
export function fnv1a(text) {
  let sum = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
  return sum >>> 0;
}

/**
 * The whole frame that a difference makes of its base.
 * @param base Version and html of the frame that was applied last.
 * @param frame The message Change: its steps are plain, or packed if they are long.
 */
export async function applyDifference(base, { version: to, from, steps: plain, change: packed, sum }) {
  if (base.version !== from) throw new Error(`a difference from ${from} to ${to}, and this page has ${base.version}`);
  const html = applySteps(base.html, plain ?? JSON.parse(await gunzip(packed)));
  if (fnv1a(html) !== sum) throw new Error(`the difference from ${from} to ${to} made something else`);
  return html;
}
