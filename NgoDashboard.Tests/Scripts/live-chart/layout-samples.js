/** A letter is half as wide as its text is high, and a sixteenth more if it is bold. Pixels for a unit: 1, unless a test says otherwise. */
export const measureForUnit = unit => (text, size, weight = 500) => text.length * size * unit * (weight === 600 ? .53125 : .5);
export const measure = measureForUnit(1);

/** A row as it is read from the table. */
export const row = (label, value, more = {}) =>
  ({ label, text: value === null ? '' : String(value), value, none: value === null, rank: '', own: false, ...more });
