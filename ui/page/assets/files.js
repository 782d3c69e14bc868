// Files chosen or dropped: sent, watched while they are read in, cancelled.

import { make, one, send, UNREACHABLE } from './parts.js';

let job = null;

export async function upload(files) {
  const dialog = one('#adding');
  if (!dialog || !files.length) return;
  if (!dialog.open) dialog.showModal();
  const body = new FormData();
  [...files].forEach((file) => body.append('files', file));
  one('#files').value = '';
  one('.upload-files').replaceChildren();
  say('Sending …', null);
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

export function cancel() {
  if (job) fetch(`/api/uploads/${job}`, { method: 'DELETE' });
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
    if (state.total) say(`${state.passages} of ${state.total} passages`, state.passages / state.total);
    else say('Reading …', null);
    setTimeout(watch, 500);
    return;
  }
  job = null;
  one('[data-does="cancel-upload"]').hidden = true;
  const added = state.files.reduce((sum, file) => sum + file.added + file.updated, 0);
  const news = added === 1 ? '1 article added. Ask about it.' : added ? `${added} articles added. Ask about them.` : 'nothing new.';
  say(state.message || `Done: ${news}`, 1);
  if (one('.welcome')) send('reset');
}

// `share` is how much is done, from 0 to 1; null when that is not known, undefined when nothing is under way.
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
  const item = make('li', file.name, file.state);
  const parts = ['added', 'updated', 'unchanged'].filter((name) => file[name]).map((name) => `${file[name]} ${name}`);
  if (file.copies) parts.push(`${file.copies} grouped as copies`);
  const became = file.state === 'done' ? parts.join(', ') : file.message || file.state;
  item.append(make('span', [became, ...file.problems].filter(Boolean).join(' · ') || 'nothing new'));
  return item;
}

// ---- Dropping on the page ----

const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes('Files');
const settle = () => document.documentElement.classList.remove('dropping');

window.addEventListener('dragover', (event) => {
  if (!carriesFiles(event) || !one('#adding')) return;
  event.preventDefault();
  document.documentElement.classList.add('dropping');
  if (!one('#adding').open && !one('dialog[open]')) one('#adding').showModal();
});
window.addEventListener('dragleave', (event) => { if (!event.relatedTarget) settle(); });
window.addEventListener('drop', (event) => {
  if (!carriesFiles(event) || !one('#adding')) return;
  event.preventDefault();
  settle();
  upload(event.dataTransfer.files);
});
