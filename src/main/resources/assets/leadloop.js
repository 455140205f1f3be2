'use strict';
// Everything works without this script except live updates, copying, and one-time links.
(() => {
  const TICK = 5000;

  const pause = document.getElementById('pause');
  const isPaused = () => pause !== null && pause.getAttribute('aria-pressed') === 'true';

  // A region updates itself when its element hears "tick"; never under somebody's hands.
  const tick = () => {
    if (document.visibilityState !== 'visible' || isPaused()) {
      return;
    }
    for (const region of document.querySelectorAll('[data-live]')) {
      const selected = getSelection();
      const reads = selected && !selected.isCollapsed && region.contains(selected.anchorNode);
      if (!reads && !region.contains(document.activeElement)) {
        region.dispatchEvent(new Event('tick'));
      }
    }
  };
  setInterval(tick, TICK);
  if (pause && document.querySelector('[data-live]')) {
    pause.hidden = false;
    pause.addEventListener('click', () => {
      pause.setAttribute('aria-pressed', String(!isPaused()));
      tick();
    });
  }

  // An answer that comes after the pause changes nothing; tables stay where they were scrolled to.
  const scrolled = new Map();
  const tables = () => document.querySelectorAll('.scroll[aria-label]');
  document.addEventListener('htmx:beforeSwap', (event) => {
    event.detail.shouldSwap &&= !isPaused();
    tables().forEach((table) => scrolled.set(table.getAttribute('aria-label'), table.scrollLeft));
  });
  document.addEventListener('htmx:afterSwap', () => {
    for (const table of tables()) {
      table.scrollLeft = scrolled.get(table.getAttribute('aria-label')) || 0;
    }
  });

  document.addEventListener('htmx:afterRequest', (event) => {
    const status = event.detail.xhr.status;
    const clock = document.querySelector('[data-as-of]');
    if (clock && !isPaused() && (status === 200 || status === 204)) {
      clock.textContent = event.detail.xhr.getResponseHeader('Leadloop-As-Of') || clock.textContent;
    }
    if (status === 401) {
      location.reload();
    }
  });

  // "/" goes to the search.
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select');
    const search = document.getElementById('search');
    if (event.key === '/' && search && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    }
  });

  // Some forms ask first. None is posted twice: a second click would create a second key. After a
  // while it can be, in case that loading was stopped.
  const STOPPED = 30000;
  document.addEventListener('submit', (event) => {
    const form = event.target;
    const question = form.dataset.confirm;
    if (form.matches('[data-posted]') || (question && !confirm(question))) {
      event.preventDefault();
    } else if (form.matches('[method=post]')) {
      form.dataset.posted = '';
      setTimeout(() => delete form.dataset.posted, STOPPED);
    }
  });
  addEventListener('pageshow', () => {
    document.querySelectorAll('[data-posted]').forEach((form) => delete form.dataset.posted);
  });

  // A secret is copied by its button, and leaves the page with the reader.
  const copying = navigator.clipboard ? document.querySelectorAll('[data-copy]') : [];
  for (const button of copying) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      document.getElementById('news').textContent = button.dataset.copied;
    });
  }
  addEventListener('pagehide', () => {
    document.querySelectorAll('[data-once]').forEach((secret) => secret.replaceChildren());
  });

  // Selects that apply at once.
  document.addEventListener('change', (event) => {
    if (event.target.matches('[data-submit]')) {
      event.target.form.requestSubmit();
    }
  });

  // A one-time link has its token in the fragment, which no server sees; the button posts it.
  const link = document.getElementById('link');
  if (link && location.hash.length > 1) {
    link.elements.token.value = location.hash.slice(1);
    link.hidden = false;
    document.getElementById('key').hidden = true;
    history.replaceState(null, '', location.pathname);
  }

  // What a reader fills in or presses first. The attribute "autofocus" is followed at an unknown
  // moment, and browsers complain when something has the focus by then.
  const first = document.querySelector('[data-focus]:not([hidden] *)');
  if (first && document.activeElement === document.body) {
    first.focus();
  }
})();
