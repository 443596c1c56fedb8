// A link carries its key in the URL's fragment, which no server and no proxy sees. The key leaves the address bar and the history first;
// then the form sends it to the server as if it had been typed. Written in ES5, because browsers of set-top boxes open such links too.
(function () {
  'use strict';

  function takeKeyFromFragment() {
    var match = /^#key=([^&]+)/.exec(window.location.hash);
    if (!match) return null;
    if (window.history && window.history.replaceState) {
      window.history.replaceState(null, '', window.location.pathname + window.location.search);
    } else {
      window.location.hash = '';
    }
    try {
      return decodeURIComponent(match[1]);
    } catch (malformed) {
      return match[1];
    }
  }

  function submitKey(secret) {
    var form = document.getElementById('enter');
    var typed = document.getElementById('key');
    var insteadOf = document.getElementById('instead-of');
    var hidden = document.createElement('input');
    hidden.type = 'hidden';
    hidden.name = 'key';
    hidden.value = secret;
    form.appendChild(hidden);
    // Nothing was typed: without the field, the browser does not offer to save a password.
    typed.parentNode.removeChild(typed);
    // The user has not agreed to replace the key in use: without this field the server asks.
    if (insteadOf) insteadOf.parentNode.removeChild(insteadOf);
    form.submit();
  }

  function readLink() {
    var secret = takeKeyFromFragment();
    if (secret === null) return;
    if (document.getElementById('enter')) submitKey(secret);
    else document.addEventListener('DOMContentLoaded', function () { submitKey(secret); });
  }

  /** After a sign-out: makes the browser's other pages reload, because their circuits would live on (session.js). */
  function tellOthers() {
    if (window.location.search !== '?left') return;
    try {
      window.localStorage.setItem('left', String(new Date().getTime()));
      window.history.replaceState(null, '', window.location.pathname);
    } catch (refused) {
      // The browser may forbid local storage: then the other pages stay until they are closed.
    }
  }

  tellOthers();
  readLink();
  window.addEventListener('hashchange', readLink);
  // Tells watchdog.js that the script has run.
  window.enterScript = true;
})();
