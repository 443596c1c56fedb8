// The rows of a chart's table: what is drawn, and nothing else.

const collapseSpaces = text => text.trim().replace(/\s+/g, ' ');

/**
 * Reads a row of the table.
 * @param tr The table row: a heading with the label, and a cell whose data element has the value.
 * @param ownKey The key of the page's own province, or undefined.
 */
export function readRow(tr, ownKey) {
  const cell = tr.querySelector('td');
  const value = Number.parseFloat(cell?.querySelector('data')?.getAttribute('value') ?? '');
  const none = tr.classList.contains('none') || !Number.isFinite(value);
  return {
    label: collapseSpaces(tr.querySelector('th')?.textContent ?? ''),
    text: collapseSpaces(cell?.textContent ?? ''),
    value: none ? null : value,
    none,
    rank: tr.dataset.rank ?? '',
    key: tr.dataset.key,
    level: tr.dataset.level,
    figure: tr.dataset.figure,
    changed: tr.hasAttribute('data-chg'),
    own: Boolean(ownKey) && tr.dataset.key === ownKey,
    ...Object.fromEntries(['now', 'part', 'rest'].map(name => [name, tr.classList.contains(name)])),
  };
}

/**
 * The rows that are drawn: the first ones, and the own province's row wherever it is.
 * @param shown The attribute shown of the element, or null: all rows.
 */
export function selectShownRows(rows, shown) {
  const count = Number.parseInt(shown ?? '', 10) || rows.length;
  return rows.filter((row, place) => place < count || row.own);
}
