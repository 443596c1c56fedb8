// The desk without a mouse: a key presses, or goes to, whatever on the page says that it is its key (aria-keyshortcuts). What a
// key does is the page's own business; nothing here knows of it.

const written = el => el instanceof Element && el.closest('input, textarea, select, [contenteditable="true"]');
const isThere = el => el.checkVisibility?.({ visibilityProperty: true }) !== false && !el.disabled && !el.closest('[inert]');

function combination(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // Shift is already in a sign such as "?".
  const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
  return (event.ctrlKey || event.metaKey ? 'Control+' : '') + (event.altKey ? 'Alt+' : '') + shift + key;
}

document.addEventListener('keydown', event => {
  // Composing a Vietnamese letter is not a command.
  if (event.isComposing || event.defaultPrevented || event.key.length > 1 && ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
  const pressed = combination(event);
  // Inside a field, letters are letters, and its own undo is nearer. The search is where the page begins: no name begins with "?".
  const isQuestion = pressed === '?' && event.target.matches?.('input[type=search]') && event.target.value === '';
  if (written(event.target) && !isQuestion && (pressed.length === 1 || pressed === 'Control+Z' || pressed === 'Control+Y')) return;
  const wanted = [...document.querySelectorAll('[aria-keyshortcuts]')]
    .find(el => el.getAttribute('aria-keyshortcuts').split(' ').includes(pressed) && isThere(el));
  if (!wanted) return;
  // Behind a dialog nothing is taken or prepared unseen; holding and covering, in the bar, work always.
  const dialog = document.querySelector('.mud-dialog');
  if (dialog && !dialog.contains(wanted) && !wanted.closest('.bar')) return;
  event.preventDefault();
  if (event.repeat) return;
  if (wanted.matches('input, textarea')) {
    wanted.focus();
    wanted.select();
  } else if (wanted.hasAttribute('data-goto')) {
    wanted.focus();
  } else {
    wanted.click();
  }
});

// ---- a number of a preview opens its figure -----------------------------------------------------------------------------

function choose(el) {
  el.dispatchEvent(new CustomEvent('figurechosen', { bubbles: true, composed: true, detail: el.getAttribute('data-figure') }));
}

document.addEventListener('click', event => {
  const el = event.target instanceof Element && event.target.closest('[data-preview] [data-figure]');
  if (el) choose(el);
});

// Arrows walk from number to number, Enter opens.
document.addEventListener('keydown', event => {
  const preview = event.target instanceof Element && event.target.closest('[data-preview]');
  if (!preview || !['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'Enter'].includes(event.key)) return;
  const numbers = [...preview.querySelectorAll('[data-figure]')].filter(el => el.checkVisibility?.() !== false);
  const at = numbers.indexOf(document.activeElement);
  event.preventDefault();
  if (event.key === 'Enter') {
    if (at >= 0) choose(numbers[at]);
    return;
  }
  const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1;
  const next = numbers[(at + step + numbers.length) % numbers.length];
  next?.setAttribute('tabindex', '-1');
  next?.focus();
});

// ---- a list that arrows walk through and digits jump in ------------------------------------------------------------------

let typed = '';
let typedAt = 0;

document.addEventListener('keydown', event => {
  const list = event.target instanceof Element && event.target.closest('[data-roving]');
  if (!list || event.altKey || event.ctrlKey || event.metaKey) return;
  const items = [...list.querySelectorAll('[data-rover]')];
  const at = items.indexOf(document.activeElement);
  let to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (/^[0-9]$/.test(event.key)) {
    // Two digits in one breath are one number.
    typed = event.timeStamp - typedAt < 900 ? typed + event.key : event.key;
    typedAt = event.timeStamp;
    to = Number(typed) - 1;
  }
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
});

// By this the page knows that the script has run.
globalThis.deskScript = true;
