import type { Language } from '#lib/kernel';
import { ALERT_PAGE_WORDS } from './alert-page-words.js';
import { escapeHtml, page } from './page.js';

/** Until there is a sign-in for people, a key opens an alert; it stays in this tab and nowhere else. */
export function alertPage(language: Language): string {
  const words = ALERT_PAGE_WORDS[language];
  return page(
    'Rapport',
    `<main id="alert" data-words="${escapeHtml(JSON.stringify(words))}"><h1>${words.heading}</h1>
<form id="open"><label for="key">${words.key}</label><input id="key" type="password" autocomplete="off" required>
<button>${words.open}</button></form><p id="problem" role="alert"></p></main><script src="/pages/alert.js" defer></script>`,
    language,
  );
}

/** GET shows, and changes nothing: mail scanners follow links. Claiming is a button that posts. */
export const ALERT_SCRIPT = `'use strict';
const id = location.pathname.split('/').pop();
const main = document.getElementById('alert');
const said = JSON.parse(main.dataset.words);
const problem = document.getElementById('problem');
const add = (parent, tag, text) => parent.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
const call = async (key, path, method) => {
  const answer = await fetch('/v1/alerts/' + encodeURIComponent(id) + path, { method, headers: { authorization: 'Bearer ' + key } });
  if (!answer.ok) throw new Error({ 401: said.notTaken, 403: said.notTaken, 404: said.notThere, 409: said.changed }[answer.status] || said.away);
  return answer.json();
};
const show = (key, alert) => {
  main.replaceChildren();
  const { words } = alert;
  add(main, 'h1', words.title);
  const place = [said.client.replace('{ref}', () => alert.client), said.status[alert.status] || alert.status];
  if (alert.seenAgain) place.push(said.seenAgain.replace('{n}', alert.seenAgain));
  if (alert.status === 'open' && alert.cameBackAt !== null) place.push(said.cameBack);
  if (alert.movedFrom !== null) place.push(said.movedFrom.replace('{ref}', () => alert.movedFrom));
  add(main, 'p', place.join(' · '));
  const list = add(main, 'dl', '');
  for (const part of ['whatChanged', 'comparedWith', 'howSure', 'otherReadings']) {
    add(list, 'dt', said[part]);
    add(list, 'dd', words[part]);
  }
  add(list, 'dt', said.tryNext);
  const steps = add(add(list, 'dd', ''), 'ol', '');
  for (const step of words.tryNext) add(steps, 'li', step);
  add(list, 'dt', said.wordsToOpenWith);
  add(list, 'dd', words.wordsToOpenWith);
  if (alert.status === 'open') {
    const button = add(main, 'button', said.claim);
    button.onclick = () => call(key, '/acknowledge', 'POST').then(() => button.replaceWith(said.claimed), (error) => button.replaceWith(error instanceof TypeError ? said.away : error.message));
  }
};
document.getElementById('open').onsubmit = (event) => {
  event.preventDefault();
  const key = document.getElementById('key').value.trim();
  call(key, '', 'GET').then((alert) => show(key, alert), (error) => { problem.textContent = error instanceof TypeError ? said.away : error.message; });
};
`;
