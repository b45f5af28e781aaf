import type { Language } from '#lib/kernel';
import { ACCOUNT_PATH, signInPathTo } from '../request/return-path.js';
import { ALERT_PAGE_WORDS } from './alert-page-words.js';
import { escapeHtml, page } from './page.js';

export interface AlertPageShown {
  /** Path of this page. */
  readonly path: string;
  readonly isSignedIn: boolean;
}

/** Who signed in sees the alert at once; anybody else signs in, or opens it with a key, which stays in this tab. */
export function alertPage(language: Language, { path, isSignedIn }: AlertPageShown): string {
  const words = ALERT_PAGE_WORDS[language];
  const signIn = `<p><a id="sign-in" href="${escapeHtml(signInPathTo(path))}">${words.signIn}</a></p>`;
  const own = `<nav><p><a href="${ACCOUNT_PATH}">${words.account}</a></p>
<form method="post" action="/sign-out"><button>${words.signOut}</button></form></nav>`;
  return page(
    'Rapport',
    `<main id="alert"${isSignedIn ? ' data-signed-in' : ''} data-words="${escapeHtml(JSON.stringify(words))}"><h1>${words.heading}</h1>
<p id="problem" role="alert"></p><div id="ways"${isSignedIn ? ' hidden' : ''}>${signIn}<form id="open"><label for="key">${words.key}</label>
<input id="key" type="password" autocomplete="off" required> <button>${words.open}</button></form></div>
</main>${isSignedIn ? own : ''}<script src="/pages/alert.js" defer></script>`,
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
  const headers = key === undefined ? { 'x-rapport': '1' } : { authorization: 'Bearer ' + key };
  const answer = await fetch('/v1/alerts/' + encodeURIComponent(id) + path, { method, headers, credentials: key === undefined ? 'same-origin' : 'omit' });
  const [out, not] = key === undefined ? [said.signedOut, said.notYours] : [said.notTaken, said.notTaken];
  if (!answer.ok) throw new Error({ 401: out, 403: not, 404: said.notThere, 409: said.changed }[answer.status] || said.away);
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
const open = (key) => call(key, '', 'GET').then((alert) => show(key, alert), (error) => {
  problem.textContent = error instanceof TypeError ? said.away : error.message;
  document.getElementById('ways').hidden = false;
});
document.getElementById('open').onsubmit = (event) => {
  event.preventDefault();
  open(document.getElementById('key').value.trim());
};
if (main.dataset.signedIn !== undefined) open(undefined);
`;
