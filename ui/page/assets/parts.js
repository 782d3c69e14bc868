// What every part of the page uses: finding and making elements, saying things aloud, and the way to the conversation.

export const all = (selector, root = document) => [...root.querySelectorAll(selector)];
export const one = (selector, root = document) => root.querySelector(selector);

export function make(name, text = '', className = '') {
  const element = document.createElement(name);
  element.textContent = text;
  if (className) element.className = className;
  return element;
}

export function button(text, className, onclick, label = '') {
  const made = make('button', text, className);
  made.type = 'button';
  made.onclick = onclick;
  if (label) made.setAttribute('aria-label', label);
  return made;
}

export const UNREACHABLE = 'The server does not answer.';

export function announce(text) {
  const live = one('#said-aloud');
  if (live) live.textContent = text;
}

// The conversation is Gradio's: its component listens on window.datelineBus. What is sent before it is there waits.
const unsent = [];
export function send(name, data = {}) {
  if (window.datelineBus) window.datelineBus(name, data);
  else unsent.push([name, data]);
}
window.addEventListener('dateline-ready', () => {
  unsent.splice(0).forEach(([name, data]) => window.datelineBus(name, data));
});
