// Taking an answer away, and saying whether it is right.

import { all, announce, make, one } from './parts.js';

export async function copyAnswer(button) {
  const reply = await fetch(`/answers/${button.closest('.turn').dataset.key}/export?format=md`);
  await toClipboard(await reply.text(), button, 'Copied');
}

export function copyLink(link) {
  return toClipboard(link.href, link, 'Link copied');
}

async function toClipboard(text, button, said) {
  if (!await written(text)) { window.prompt('Copy:', text); return; }
  const before = button.dataset.says || button.textContent;
  button.dataset.says = before;
  button.textContent = said;
  announce(said);
  setTimeout(() => { button.textContent = before; }, 1600);
}

// Browsers give the clipboard only to pages from localhost or over https; elsewhere the older way works.
async function written(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make('textarea', text, 'unseen');
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}

// The bar under the ranked passages exports those that are ticked.
export function countPicks() {
  const panel = one('.evidence');
  const picks = all('.pick:checked', panel).map((pick) => pick.value);
  one('.picked-count', panel).textContent = `${picks.length} ${picks.length === 1 ? 'passage' : 'passages'} chosen. Export as`;
  all('.picked a.export', panel).forEach((link) => {
    const url = new URL(link.href);
    url.searchParams.set('passages', picks.join(','));
    link.href = url.pathname + url.search;
  });
}

export async function judge(form) {
  const said = { answer: form.dataset.key, verdict: form.verdict.value, expected: form.expected.value, comment: form.comment.value };
  let thanks = 'Noted, thank you.';
  try {
    const reply = await fetch('/api/feedback', {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(said),
    });
    if (!reply.ok) thanks = (await reply.json()).error.message;
  } catch {
    thanks = 'The server does not answer: nothing was noted.';
  }
  form.closest('.drop').replaceWith(make('span', thanks));
  announce(thanks);
}
