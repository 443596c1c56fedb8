// A link holds its key behind '#', where no server and no proxy sees it. It goes from the address bar and from the history first; then the
// form takes it to the server as if it had been typed. In the words of 2010: the browser of a set-top box opens such a link too.
(function () {
  'use strict';

  function key() {
    var found = /^#key=([^&]+)/.exec(window.location.hash);
    if (!found) return null;
    if (window.history && window.history.replaceState) {
      window.history.replaceState(null, '', window.location.pathname + window.location.search);
    } else {
      window.location.hash = '';
    }
    try {
      return decodeURIComponent(found[1]);
    } catch (broken) {
      return found[1];
    }
  }

  function send(secret) {
    var form = document.getElementById('enter');
    var typed = document.getElementById('key');
    var insteadOf = document.getElementById('instead-of');
    var hidden = document.createElement('input');
    hidden.type = 'hidden';
    hidden.name = 'key';
    hidden.value = secret;
    form.appendChild(hidden);
    // Nothing was typed: a browser must not offer to keep a password.
    typed.parentNode.removeChild(typed);
    // Nobody has agreed to letting the present key go: the server asks.
    if (insteadOf) insteadOf.parentNode.removeChild(insteadOf);
    form.submit();
  }

  function look() {
    var secret = key();
    if (secret === null) return;
    if (document.getElementById('enter')) send(secret);
    else document.addEventListener('DOMContentLoaded', function () { send(secret); });
  }

  /** Signed out: the browser's other pages, whose circuits would live on, are told (session.js). */
  function tellOthers() {
    if (window.location.search !== '?left') return;
    try {
      window.localStorage.setItem('left', String(new Date().getTime()));
      window.history.replaceState(null, '', window.location.pathname);
    } catch (refused) {
      // Storage can be forbidden: then the others stay until they are closed.
    }
  }

  tellOthers();
  look();
  window.addEventListener('hashchange', look);
  // By this the page knows that the script has run.
  window.enterScript = true;
})();
