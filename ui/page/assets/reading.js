// The reading pane: articles opened at their evidence, one after the other.

import { all, announce, make, one, UNREACHABLE } from './parts.js';

// As in ask.css: where the article covers the whole page.
const narrow = window.matchMedia('(max-width: 62rem)');
let cameFrom = null;
let trail = [];
let at = -1;

// The evidence of the turn in which something was opened: its marks first, then its passages, best first.
function trailFrom(link) {
  const panel = one('.evidence');
  const turn = link.closest('.turn') || one('#now .turn') || one('.turn');
  const marks = turn ? all('.said .mark.opens', turn) : [];
  const beside = panel && (!turn || panel.dataset.key === turn.dataset.key);
  const passages = beside ? all('a.headline', panel) : turn ? byRank(all('.spot', turn)) : [];
  return [...new Set([...marks, ...passages].map((each) => each.getAttribute('href')))];
}
const byRank = (spots) => spots.sort((a, b) => a.dataset.place - b.dataset.place);

export async function open(href, link) {
  const pane = one('#reader');
  if (!pane) { window.location.href = href; return; }
  if (link && !pane.contains(link)) { cameFrom = link; trail = trailFrom(link); }
  at = trail.indexOf(href);
  pane.hidden = false;
  cover();
  const body = one('.reader-body', pane);
  body.setAttribute('aria-busy', 'true');
  await fill(body, href);
  body.removeAttribute('aria-busy');
  one('.alone', pane).href = href;
  one('.place', pane).textContent = at < 0 ? '' : `Evidence ${at + 1} of ${trail.length}`;
  one('[data-does="previous"]', pane).disabled = at <= 0;
  one('[data-does="next"]', pane).disabled = at < 0 || at >= trail.length - 1;
  toEvidence(body);
}

async function fill(body, href) {
  const url = new URL(href, window.location.href);
  url.searchParams.set('part', 'true');
  url.hash = '';
  try {
    const reply = await fetch(url);
    body.innerHTML = await reply.text();
  } catch {
    body.replaceChildren(make('p', UNREACHABLE, 'banner warn'));
  }
}

function toEvidence(body) {
  body.scrollTop = 0;
  const spot = one('#evidence', body);
  if (!spot) { body.focus({ preventScroll: true }); return; }
  spot.scrollIntoView({ block: 'center' });
  spot.focus({ preventScroll: true });
  announce(`Quoted: ${all('mark', body).map((part) => part.textContent).join(' ')}`);
}

// What the article covers is out of reach at once: a style that hides it may take effect a moment later.
function cover() {
  const shown = !one('#reader').hidden;
  const whole = shown && narrow.matches;
  all('#layout, .gradio-container .masthead').forEach((part) => { part.inert = whole; });
  all('#side').forEach((part) => { part.inert = shown; });
}
narrow.addEventListener('change', () => { if (one('#reader')) cover(); });

export function step(by) {
  if (trail[at + by]) open(trail[at + by]);
}

export function close() {
  const pane = one('#reader');
  if (!pane || pane.hidden) return;
  pane.hidden = true;
  cover();
  if (cameFrom && cameFrom.isConnected) cameFrom.focus();
}
