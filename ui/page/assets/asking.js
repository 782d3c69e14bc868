// The box for questions and its filters: every filter that is set is a chip under the box, removed with one click.

import { all, announce, button, make, one, send } from './parts.js';

const LISTS = ['sources', 'sections', 'authors'];
const DATES = { date_from: 'From', date_to: 'Until', as_of: 'As of' };
const chosen = () => all('.composer .chosen .chip').map((chip) => [chip.dataset.field, chip.dataset.value]);

export function ask(question, more = {}) {
  if (one('#now .turn.busy')) return;
  if (!question.trim() && !more.without) return;
  const form = one('.composer');
  all('[data-adds]', form).forEach(add);
  send('ask', { question, filters: filters(form), as_of: form.as_of.value || null, ...more });
  form.question.value = '';
}

function filters(form) {
  const read = { date_from: form.date_from.value || null, date_to: form.date_to.value || null };
  for (const name of LISTS) read[name] = chosen().filter(([field]) => field === name).map(([, value]) => value);
  return read;
}

// Ask an earlier question again without one of the filters of its answer; the box keeps none that was removed.
export function without({ dataset: { field, value, place } }) {
  all('.composer .chosen .chip').filter((chip) => chip.dataset.field === field && chip.dataset.value === value).forEach(drop);
  ask('', { without: { field, value, place: Number(place) } });
}

export function add(input) {
  const value = input.value.trim();
  if (value && !chosen().some(([field, had]) => field === input.name && had === value)) show(input.name, value, value);
  input.value = '';
}

export function showDate(input) {
  all('.composer .chosen .chip').filter((chip) => chip.dataset.field === input.name).forEach((chip) => chip.remove());
  if (input.value) show(input.name, input.value, `${DATES[input.name]} ${inWords(input.value)}`);
}

function show(field, value, text) {
  const chip = make('li', '', 'chip');
  chip.dataset.field = field;
  chip.dataset.value = value;
  chip.append(make('span', text), button('×', '', () => { drop(chip); announce(`${text} removed`); }, `Remove ${text}`));
  one('.composer .chosen').append(chip);
}

function drop(chip) {
  const field = one('.composer')[chip.dataset.field];
  if (field && field.type === 'date') field.value = '';
  chip.remove();
}

// "2025-06-12" as "12 June 2025", as the server writes days.
export function inWords(iso) {
  const day = new Date(`${iso.slice(0, 10)}T00:00`);
  return day.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
