import { selectShownRows } from 'scripts/live-chart/rows.js';
import { row } from './layout-samples.js';

const rows = ['a', 'b', 'c', 'd'].map(label => row(label, 1, { own: label === 'd' }));

test.each([
  ['all without a number', null, 'abcd'],
  ['the first ones, and the own one', '2', 'abd'],
  ['more than there are', '9', 'abcd'],
  ['a number that is none', 'x', 'abcd'],
  ['zero is no number of rows', '0', 'abcd'],
])('selectShownRows: %s', (_, shown, labels) => expect(selectShownRows(rows, shown).map(({ label }) => label).join('')).toBe(labels));
