// Conversations, remembered in this browser only: the keys of their answers, which the server keeps.

import { button, make, one, send } from './parts.js';
import { inWords } from './asking.js';

const STORE = 'dateline.history';
const KEPT = 50;
let thread = null;

export function begin() { thread = null; }

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

export function note(turn) {
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

export function show() {
  list();
  one('#history').showModal();
}

export function forgetAll() {
  remember([]);
  list();
}

function list() {
  const items = recall().map(item);
  one('.history-list').replaceChildren(...(items.length ? items : [make('li', 'Nothing yet.', 'nothing')]));
  one('[data-does="forget-all"]').hidden = !items.length;
}

function item(conversation) {
  const { id, title, keys } = conversation;
  const opening = button('', 'open', () => {
    thread = id;
    send('restore', { keys });
    one('#history').close();
  });
  const begun = new Date(Number(id));
  const when = Number.isNaN(begun.valueOf()) ? '' : `${inWords(begun.toISOString())} · `;
  const number = `${keys.length} ${keys.length === 1 ? 'question' : 'questions'}`;
  opening.append(make('span', title, 'title'), make('span', when + number, 'when'));
  const forget = () => { remember(recall().filter((each) => each.id !== id)); list(); };
  const row = make('li');
  row.append(opening, button('Delete', 'quiet', forget, `Delete ${title}`));
  return row;
}
