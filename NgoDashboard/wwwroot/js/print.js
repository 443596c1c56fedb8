// A visible button for what the browser's own menu offers too.
document.getElementById('print')?.addEventListener('click', () => print());
