// A key that people look for: the browser's own menu does the same.
document.getElementById('print')?.addEventListener('click', () => print());
