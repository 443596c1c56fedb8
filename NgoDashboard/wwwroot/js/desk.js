// Keyboard shortcuts: a key clicks or focuses the element that names it in aria-keyshortcuts. What a shortcut does is defined by the page;
// this script knows nothing of it.

const isTextField = el => el instanceof Element && el.closest('input, textarea, select, [contenteditable="true"]');
const isReachable = el => el.checkVisibility?.({ visibilityProperty: true }) !== false && !el.disabled && !el.closest('[inert]');

function combination(event) {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  // Shift is contained in a character such as "?" already.
  const shift = event.shiftKey && event.key.length > 1 ? 'Shift+' : '';
  return (event.ctrlKey || event.metaKey ? 'Control+' : '') + (event.altKey ? 'Alt+' : '') + shift + key;
}

document.addEventListener('keydown', event => {
  // A key that composes a Vietnamese letter is not a shortcut.
  if (event.isComposing || event.defaultPrevented || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
  const pressed = combination(event);
  // In a text field, letters are text, and Ctrl+Z is the field's own undo. Exception: "?" in the empty search field, where the page starts
  // and where no name begins with "?".
  const isQuestion = pressed === '?' && event.target.matches?.('input[type=search]') && event.target.value === '';
  if (isTextField(event.target) && !isQuestion && (pressed.length === 1 || pressed === 'Control+Z' || pressed === 'Control+Y')) return;
  const target = [...document.querySelectorAll('[aria-keyshortcuts]')]
    .find(el => el.getAttribute('aria-keyshortcuts').split(' ').includes(pressed) && isReachable(el));
  if (!target) return;
  // With a dialog open nothing behind it reacts, except hold and blank in the top bar.
  const dialog = document.querySelector('.mud-dialog');
  if (dialog && !dialog.contains(target) && !target.closest('.bar')) return;
  event.preventDefault();
  if (event.repeat) return;
  if (target.matches('input, textarea')) {
    target.focus();
    target.select();
  } else if (target.hasAttribute('data-goto')) {
    target.focus();
  } else {
    target.click();
  }
});

// ---- a number of a preview opens its figure -----------------------------------------------------------------------------

function dispatchFigureChosen(el) {
  el.dispatchEvent(new CustomEvent('figurechosen', { bubbles: true, composed: true, detail: el.getAttribute('data-figure') }));
}

document.addEventListener('click', event => {
  const el = event.target instanceof Element && event.target.closest('[data-preview] [data-figure]');
  if (el) dispatchFigureChosen(el);
});

// Arrow keys move from number to number, Enter opens the figure.
document.addEventListener('keydown', event => {
  const preview = event.target instanceof Element && event.target.closest('[data-preview]');
  if (!preview || !['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'Enter'].includes(event.key)) return;
  const numbers = [...preview.querySelectorAll('[data-figure]')].filter(el => el.checkVisibility?.() !== false);
  const index = numbers.indexOf(document.activeElement);
  event.preventDefault();
  if (event.key === 'Enter') {
    if (index >= 0) dispatchFigureChosen(numbers[index]);
    return;
  }
  const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1;
  const next = numbers[(index + step + numbers.length) % numbers.length];
  next?.setAttribute('tabindex', '-1');
  next?.focus();
});

// ---- a list that arrows walk through and digits jump in ------------------------------------------------------------------

let typedDigits = '';
let typedAtMs = 0;

document.addEventListener('keydown', event => {
  const list = event.target instanceof Element && event.target.closest('[data-roving]');
  if (!list || event.altKey || event.ctrlKey || event.metaKey) return;
  const items = [...list.querySelectorAll('[data-rover]')];
  const index = items.indexOf(document.activeElement);
  let nextIndex = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1 }[event.key];
  if (/^[0-9]$/.test(event.key)) {
    // Two digits within 0.9 s are one number.
    typedDigits = event.timeStamp - typedAtMs < 900 ? typedDigits + event.key : event.key;
    typedAtMs = event.timeStamp;
    nextIndex = Number(typedDigits) - 1;
  }
  if (nextIndex === undefined) return;
  event.preventDefault();
  items[nextIndex]?.focus();
});

// Tells watchdog.js that the script has run.
globalThis.deskScript = true;
