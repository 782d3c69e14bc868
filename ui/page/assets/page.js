// What the page does in the browser. The conversation itself is Gradio's; this sends it questions through its bus,
// opens articles beside the answer, and remembers conversations in this browser only.
(() => {
  'use strict';
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  const make = (name, text = '', className = '') => {
    const element = document.createElement(name);
    element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const UNREACHABLE = 'The server does not answer.';
  const announce = (text) => { const live = one('#said-aloud'); if (live) live.textContent = text; };
  // What is sent before the conversation is there waits for it.
  const unsent = [];
  const send = (name, data = {}) => { if (window.datelineBus) window.datelineBus(name, data); else unsent.push([name, data]); };
  window.addEventListener('dateline-ready', () => unsent.splice(0).forEach(([name, data]) => window.datelineBus(name, data)));

  // ---- Asking -------------------------------------------------------------------------------------------------

  const LISTS = ['sources', 'sections', 'authors'];
  const chosen = () => all('.composer .chosen .chip').map((chip) => [chip.dataset.field, chip.dataset.value]);

  function filters() {
    const form = one('.composer');
    const read = { date_from: form.date_from.value || null, date_to: form.date_to.value || null };
    for (const name of LISTS) {
      read[name] = chosen().filter(([field]) => field === name).map(([, value]) => value);
      const typed = form[name] && form[name].value.trim();
      if (typed) read[name].push(typed);
    }
    return read;
  }

  function ask(question, more = {}) {
    if (one('#now .turn.busy')) return;
    if (!question.trim() && !more.without) return;
    const form = one('.composer');
    send('ask', { question, filters: filters(), as_of: form.as_of.value || null, ...more });
    form.question.value = '';
    window.scrollTo({ top: document.body.scrollHeight });
  }

  function choose(field, value) {
    if (chosen().some(([name, had]) => name === field && had === value)) return;
    const chip = make('li', '', 'chip');
    chip.dataset.field = field;
    chip.dataset.value = value;
    const remove = make('button', '×');
    remove.type = 'button';
    remove.setAttribute('aria-label', `Remove ${value}`);
    remove.onclick = () => { chip.remove(); countFilters(); };
    chip.append(make('span', value), remove);
    one('.composer .chosen').append(chip);
    countFilters();
  }

  function countFilters() {
    const form = one('.composer');
    const dates = ['date_from', 'date_to', 'as_of'].filter((name) => form[name].value).length;
    const number = dates + chosen().length;
    one('.filter-count').textContent = number ? ` (${number})` : '';
  }

  function without(button) {
    const { field, value, place } = button.dataset;
    const form = one('.composer');
    if (form && form[field] && form[field].value === value) form[field].value = '';
    all('.composer .chosen .chip').filter((chip) => chip.dataset.field === field && chip.dataset.value === value)
      .forEach((chip) => chip.remove());
    countFilters();
    ask('', { without: { field, value, place: Number(place) } });
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.asks) event.preventDefault();
    if (form.dataset.asks === 'question') ask(form.question.value);
    if (form.dataset.asks === 'standalone') ask(form.standalone.value, { alone: true });
    if (form.classList.contains('judging')) { event.preventDefault(); judge(form); }
  });
  document.addEventListener('keydown', (event) => {
    if (event.target.id === 'question' && event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      ask(event.target.value);
    }
    if (event.target.dataset && event.target.dataset.adds !== undefined && event.key === 'Enter') {
      event.preventDefault();
      add(event.target);
    }
    if (event.key === 'Escape') escape();
  });
  document.addEventListener('change', (event) => {
    if (event.target.dataset.adds !== undefined) add(event.target);
    if (event.target.id === 'files') upload(event.target.files);
    if (event.target.type === 'date') countFilters();
  });
  function add(input) {
    if (input.value.trim()) choose(input.name, input.value.trim());
    input.value = '';
  }

  // ---- The reading pane ---------------------------------------------------------------------------------------

  let cameFrom = null;
  let trail = [];
  let at = -1;

  function trailFrom(link) {
    const turn = link.closest('.turn') || one('#now .turn') || one('.turn');
    const marks = turn ? all('.said .mark.opens', turn) : [];
    const listed = all('.evidence a.opens');
    const seen = new Set();
    return [...marks, ...listed].map((each) => each.getAttribute('href'))
      .filter((href) => !seen.has(href) && seen.add(href));
  }

  async function open(href, link) {
    const pane = one('#reader');
    if (!pane) { window.location.href = href; return; }
    if (link && !pane.contains(link)) { cameFrom = link; trail = trailFrom(link); }
    at = trail.indexOf(href);
    const url = new URL(href, window.location.href);
    url.searchParams.set('part', 'true');
    url.hash = '';
    pane.hidden = false;
    const body = one('.reader-body', pane);
    body.setAttribute('aria-busy', 'true');
    try {
      const reply = await fetch(url);
      body.innerHTML = await reply.text();
    } catch {
      body.replaceChildren(make('p', UNREACHABLE, 'banner warn'));
    }
    body.removeAttribute('aria-busy');
    body.scrollTop = 0;
    one('.alone', pane).href = href;
    one('.place', pane).textContent = at < 0 ? '' : `Evidence ${at + 1} of ${trail.length}`;
    one('[data-does="previous"]', pane).disabled = at <= 0;
    one('[data-does="next"]', pane).disabled = at < 0 || at >= trail.length - 1;
    const spot = one('#evidence', body);
    if (spot) {
      spot.scrollIntoView({ block: 'center' });
      spot.focus({ preventScroll: true });
      announce(`Quoted: ${spot.textContent}`);
    } else {
      body.focus({ preventScroll: true });
    }
  }

  function step(by) {
    if (trail[at + by]) open(trail[at + by]);
  }
  function close() {
    const pane = one('#reader');
    if (!pane || pane.hidden) return;
    pane.hidden = true;
    if (cameFrom && cameFrom.isConnected) cameFrom.focus();
  }
  function escape() {
    const menu = one('.drop[open]');
    if (menu) { menu.open = false; one('summary', menu).focus(); return; }
    if (!one('dialog[open]')) close();
  }

  // ---- Buttons ------------------------------------------------------------------------------------------------

  const deeds = {
    previous: () => step(-1),
    next: () => step(1),
    close,
    copy: async (button) => {
      const reply = await fetch(`/answers/${button.closest('.turn').dataset.key}/export?format=md`);
      await toClipboard(await reply.text(), button, 'Copied');
    },
    link: (link, event) => {
      event.preventDefault();
      return toClipboard(link.href, link, 'Link copied');
    },
    evidence: () => one('.evidence') && one('.evidence').scrollIntoView({ behavior: 'smooth' }),
    history: () => { listHistory(); one('#history').showModal(); },
    add: () => one('#adding') && one('#adding').showModal(),
    'close-dialog': (button) => button.closest('dialog').close(),
    'forget-all': () => { remember([]); listHistory(); },
    'cancel-upload': () => job && fetch(`/api/uploads/${job}`, { method: 'DELETE' }),
  };

  async function toClipboard(text, button, said) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      window.prompt('Copy:', text);
    }
    const before = button.textContent;
    button.textContent = said;
    announce(said);
    setTimeout(() => { button.textContent = before; }, 1600);
  }

  document.addEventListener('click', (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
    const link = event.target.closest('a.opens, a.opens-newest');
    if (link && plain && one('#reader')) { event.preventDefault(); open(link.getAttribute('href'), link); return; }
    const exported = event.target.closest('a.export');
    if (exported) withPicks(exported);
    const doer = event.target.closest('[data-does]');
    if (doer && plain && deeds[doer.dataset.does]) deeds[doer.dataset.does](doer, event);
    const asker = event.target.closest('button[data-asks]');
    if (asker && asker.dataset.asks === 'example') ask(asker.textContent);
    if (asker && asker.dataset.asks === 'without') without(asker);
    if (asker && asker.dataset.asks === 'reset') { close(); thread = null; send('reset'); }
    all('.drop[open]').filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
  });

  function withPicks(link) {
    const turn = link.closest('.turn');
    const panel = one('.evidence');
    const picks = panel && panel.dataset.key === turn.dataset.key ? all('.pick:checked', panel) : [];
    const url = new URL(link.getAttribute('href'), window.location.href);
    url.searchParams.delete('passages');
    if (picks.length) url.searchParams.set('passages', picks.map((pick) => pick.value).join(','));
    link.href = url.pathname + url.search;
  }

  async function judge(form) {
    const said = { answer: form.dataset.key, verdict: form.verdict.value, expected: form.expected.value, comment: form.comment.value };
    const reply = await fetch('/api/feedback', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(said),
    });
    const thanks = reply.ok ? 'Noted, thank you.' : (await reply.json()).error.message;
    form.closest('.drop').replaceWith(make('span', thanks));
    announce(thanks);
  }

  // ---- Earlier turns: their evidence comes back when they are in hand -------------------------------------------

  document.addEventListener('focusin', (event) => showEvidenceOf(event.target.closest && event.target.closest('#before .turn, #now .turn')));
  function showEvidenceOf(turn) {
    const panel = one('.evidence');
    if (!turn || !turn.dataset.key || !panel || !panel.dataset.key || panel.dataset.key === turn.dataset.key) return;
    send('show', { place: Number(turn.dataset.place) });
  }

  // ---- History, in this browser only ----------------------------------------------------------------------------

  const STORE = 'dateline.history';
  const KEPT = 50;
  let thread = null;

  function recall() {
    try {
      const read = JSON.parse(localStorage.getItem(STORE) || '[]');
      return Array.isArray(read) ? read : [];
    } catch {
      return [];
    }
  }
  function remember(conversations) {
    try { localStorage.setItem(STORE, JSON.stringify(conversations.slice(0, KEPT))); } catch { /* no room, or private */ }
  }
  function note(turn) {
    const question = one('.question', turn).textContent;
    const conversations = recall();
    let current = conversations.find((each) => each.id === thread);
    if (!current) {
      thread = String(Date.now());
      current = { id: thread, title: question, keys: [] };
      conversations.unshift(current);
    }
    if (current.keys[current.keys.length - 1] !== turn.dataset.key) current.keys.push(turn.dataset.key);
    remember(conversations);
  }
  function listHistory() {
    const items = recall().map((conversation) => {
      const item = make('li');
      const open = make('button', conversation.title, 'open');
      open.type = 'button';
      open.onclick = () => {
        thread = conversation.id;
        send('restore', { keys: conversation.keys });
        one('#history').close();
      };
      const remove = make('button', 'Delete', 'quiet');
      remove.type = 'button';
      remove.setAttribute('aria-label', `Delete ${conversation.title}`);
      remove.onclick = () => { remember(recall().filter((each) => each.id !== conversation.id)); listHistory(); };
      item.append(open, remove);
      return item;
    });
    one('.history-list').replaceChildren(...(items.length ? items : [make('li', 'Nothing yet.')]));
  }

  // ---- Files ------------------------------------------------------------------------------------------------------

  let job = null;

  async function upload(files) {
    const dialog = one('#adding');
    if (!dialog || !files.length) return;
    if (!dialog.open) dialog.showModal();
    const body = new FormData();
    [...files].forEach((file) => body.append('files', file));
    one('#files').value = '';
    say('Sending …');
    let sent;
    try {
      const reply = await fetch('/api/uploads', { method: 'POST', body });
      sent = await reply.json();
    } catch {
      say(UNREACHABLE);
      return;
    }
    if (sent.error) { say(sent.error.message); return; }
    job = sent.id;
    one('[data-does="cancel-upload"]').hidden = false;
    watch();
  }
  async function watch() {
    let state;
    try {
      state = await (await fetch(`/api/uploads/${job}`)).json();
    } catch {
      say(UNREACHABLE);
      setTimeout(watch, 3000);
      return;
    }
    one('.upload-files').replaceChildren(...state.files.map(outcome));
    if (state.state === 'running') {
      say(state.total ? `${state.passages} of ${state.total} passages` : 'Reading …', state.total ? state.passages / state.total : null);
      setTimeout(watch, 500);
      return;
    }
    job = null;
    one('[data-does="cancel-upload"]').hidden = true;
    const added = state.files.reduce((sum, file) => sum + file.added + file.updated, 0);
    say(state.message || `Done: ${added} ${added === 1 ? 'article' : 'articles'} added. Ask about them.`, 1);
    if (one('.welcome')) send('reset');
  }
  function say(text, share) {
    const place = one('.upload-progress');
    place.replaceChildren();
    if (share !== undefined) {
      const bar = make('progress');
      bar.setAttribute('aria-label', 'Reading files');
      bar.max = 1;
      if (share !== null) bar.value = share;
      place.append(bar);
    }
    place.append(make('p', text));
  }
  function outcome(file) {
    const item = make('li', file.name);
    const parts = ['added', 'updated', 'unchanged'].filter((name) => file[name]).map((name) => `${file[name]} ${name}`);
    if (file.copies) parts.push(`${file.copies} grouped as copies`);
    const text = [file.state === 'done' ? parts.join(', ') : file.message || file.state, ...file.problems].filter(Boolean).join(' · ');
    item.append(make('span', text || 'nothing new'));
    return item;
  }
  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
  window.addEventListener('dragover', (event) => {
    if (!carriesFiles(event) || !one('#adding')) return;
    event.preventDefault();
    document.documentElement.classList.add('dropping');
    if (!one('#adding').open && !one('dialog[open]')) one('#adding').showModal();
  });
  window.addEventListener('drop', (event) => {
    if (!carriesFiles(event) || !one('#adding')) return;
    event.preventDefault();
    document.documentElement.classList.remove('dropping');
    upload(event.dataTransfer.files);
  });

  // ---- What changes when a turn ends ------------------------------------------------------------------------------

  let last = null;
  function turned() {
    const turn = one('#now .turn');
    const button = one('.composer .primary');
    if (button) button.disabled = Boolean(turn && turn.classList.contains('busy'));
    if (!turn || turn.classList.contains('busy')) { last = null; return; }
    const name = `${turn.dataset.key} ${turn.dataset.place} ${turn.textContent.length}`;
    if (name === last) return;
    last = name;
    if (turn.dataset.key) {
      note(turn);
      announce(one('.short, .reason, .said', turn).textContent);
    } else if (one('.question', turn) && !one('#question').value) {
      one('#question').value = one('.question', turn).textContent;
    }
    if (one('#before .turn')) turn.scrollIntoView({ block: 'start', behavior: 'instant' });
    else window.scrollTo({ top: 0, behavior: 'instant' });
  }
  new MutationObserver(turned).observe(document.documentElement, { childList: true, subtree: true });
})();
