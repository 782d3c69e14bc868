// What the page does in the browser: which click, key or change leads to what. The conversation itself is Gradio's.

import { all, announce, one, send } from './parts.js';
import { add, ask, showDate, without } from './asking.js';
import { close, open, step } from './reading.js';
import { copyAnswer, copyLink, countPicks, judge } from './taking.js';
import * as history from './history.js';
import * as files from './files.js';

const deeds = {
  previous: () => step(-1),
  next: () => step(1),
  close,
  copy: copyAnswer,
  link: (link, event) => { event.preventDefault(); return copyLink(link); },
  evidence: () => one('.evidence') && one('.evidence').scrollIntoView({ behavior: 'smooth' }),
  history: history.show,
  add: () => one('#adding') && one('#adding').showModal(),
  'close-dialog': (button) => button.closest('dialog').close(),
  'forget-all': history.forgetAll,
  'cancel-upload': files.cancel,
};
const asks = {
  example: (button) => ask(button.textContent),
  without,
  reset: () => { close(); history.begin(); send('reset'); },
};

document.addEventListener('click', (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
  const link = event.target.closest('a.opens, a.opens-newest');
  if (link && plain && one('#reader')) { event.preventDefault(); open(link.getAttribute('href'), link); return; }
  const doer = event.target.closest('[data-does]');
  if (doer && plain && deeds[doer.dataset.does]) deeds[doer.dataset.does](doer, event);
  const asker = event.target.closest('button[data-asks]');
  if (asker && asks[asker.dataset.asks]) asks[asker.dataset.asks](asker);
  all('.drop[open]').filter((menu) => !menu.contains(event.target)).forEach((menu) => { menu.open = false; });
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.dataset.asks) event.preventDefault();
  if (form.dataset.asks === 'question') ask(form.question.value);
  if (form.dataset.asks === 'standalone') ask(form.standalone.value, { alone: true });
  if (form.classList.contains('judging')) { event.preventDefault(); judge(form); }
});

document.addEventListener('keydown', (event) => {
  const { target, key } = event;
  if (key === 'Enter' && target.id === 'question' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    ask(target.value);
  }
  if (key === 'Enter' && target.dataset && target.dataset.adds !== undefined) {
    event.preventDefault();
    add(target);
  }
  if (key === 'Escape') escape();
});

function escape() {
  const menu = one('.drop[open]');
  if (menu) { menu.open = false; one('summary', menu).focus(); return; }
  if (!one('dialog[open]')) close();
}

document.addEventListener('change', ({ target }) => {
  if (target.dataset.adds !== undefined) add(target);
  if (target.id === 'files') files.upload(target.files);
  if (target.type === 'date' && target.closest('.composer')) showDate(target);
  if (target.classList.contains('pick')) countPicks();
});

// The evidence of an earlier turn comes back when the turn is in hand.
document.addEventListener('focusin', ({ target }) => {
  const turn = target.closest && target.closest('#before .turn, #now .turn');
  const panel = one('.evidence');
  if (!turn || !turn.dataset.key || !panel || !panel.dataset.key || panel.dataset.key === turn.dataset.key) return;
  send('show', { place: Number(turn.dataset.place) });
});

// ---- A turn begins, and ends ----

let last = null;
function turned() {
  const turn = one('#now .turn');
  const busy = Boolean(turn && turn.classList.contains('busy'));
  const button = one('.composer .primary');
  if (button) button.disabled = busy;
  if (one('#question')) one('#question').placeholder = turn ? 'Ask a follow-up question' : 'Ask a question';
  if (!turn) { last = null; return; }
  const step = busy ? one('.stages .now, .queued', turn) : null;
  const name = busy ? `busy ${step && step.textContent}` : `${turn.dataset.key} ${turn.dataset.place} ${turn.textContent.length}`;
  if (name === last) return;
  const goesOn = busy && last !== null && last.startsWith('busy');
  last = name;
  if (!goesOn) toTop(turn);
  if (!busy) ended(turn);
  else if (step) announce(step.textContent);
}

function toTop(turn) {
  if (one('#before .turn')) turn.scrollIntoView({ block: 'start', behavior: 'instant' });
  else window.scrollTo({ top: 0, behavior: 'instant' });
}

function ended(turn) {
  if (turn.dataset.key) {
    history.note(turn);
    announce(one('.short, .reason, .said', turn).textContent);
  } else if (one('.question', turn) && !one('#question').value) {
    one('#question').value = one('.question', turn).textContent;
  }
}

if (one('.plain') === null) new MutationObserver(turned).observe(document.documentElement, { childList: true, subtree: true });
