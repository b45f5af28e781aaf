import { page } from './page.js';

/** Until there is a sign-in for people, a key opens an alert; it stays in this tab and nowhere else. */
export const ALERT_PAGE = page(
  'Rapport',
  `<main id="alert"><h1>Something to look at</h1>
<form id="open"><label for="key">Your key</label><input id="key" type="password" autocomplete="off" required>
<button>Open</button></form><p id="problem" role="alert"></p></main><script src="/pages/alert.js" defer></script>`,
);

/** GET shows, and changes nothing: mail scanners follow links. Claiming is a button that posts. */
export const ALERT_SCRIPT = `'use strict';
const id = location.pathname.split('/').pop();
const main = document.getElementById('alert');
const problem = document.getElementById('problem');
const add = (parent, tag, text) => parent.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
const call = async (key, path, method) => {
  const answer = await fetch('/v1/alerts/' + encodeURIComponent(id) + path, { method, headers: { authorization: 'Bearer ' + key } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.title + '. ' + (body.detail || body.hint));
  return body;
};
const show = (key, alert) => {
  main.replaceChildren();
  const { words } = alert;
  add(main, 'h1', words.title);
  add(main, 'p', 'Client ' + alert.client + ' · ' + alert.status + (alert.seenAgain ? ' · seen again ' + alert.seenAgain + ' times' : ''));
  const list = add(main, 'dl', '');
  for (const [name, text] of [['What changed', words.whatChanged], ['Compared with', words.comparedWith], ['How sure', words.howSure], ['Other readings', words.otherReadings]]) {
    add(list, 'dt', name);
    add(list, 'dd', text);
  }
  add(list, 'dt', 'You might try');
  const steps = add(add(list, 'dd', ''), 'ol', '');
  for (const step of words.tryNext) add(steps, 'li', step);
  add(list, 'dt', 'Words to open with');
  add(list, 'dd', words.wordsToOpenWith);
  if (alert.status === 'open') {
    const button = add(main, 'button', 'Got it');
    button.onclick = () => call(key, '/acknowledge', 'POST').then(() => button.replaceWith('Claimed.'), (error) => button.replaceWith(error.message));
  }
};
document.getElementById('open').onsubmit = (event) => {
  event.preventDefault();
  const key = document.getElementById('key').value.trim();
  call(key, '', 'GET').then((alert) => show(key, alert), (error) => { problem.textContent = error.message; });
};
`;
