import type { OpenSession } from '#lib/identity';
import type { Language } from '#lib/kernel';
import { escapeHtml, page } from '../pages/page.js';
import { PEOPLE_WORDS, type PeopleWords } from './people-words.js';

const momentOf = (at: Date): string =>
  `<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>`;

/** Where somebody is signed in; each device can be signed out, and all of them. */
export function accountPage(language: Language, sessions: readonly OpenSession[], here: string | undefined): string {
  const words = PEOPLE_WORDS[language];
  const items = sessions.map((one) => itemOf(one, words, one.id === here)).join('');
  return page(
    `Rapport: ${words.account}`,
    `<main><h1>${words.account}</h1><ul>${items}</ul>
<form method="post" action="/account/end"><button name="session" value="all">${words.endAll}</button></form>
<form method="post" action="/sign-out"><button>${words.signOut}</button></form></main>`,
    language,
  );
}

function itemOf({ id, device, since, lastUsed }: OpenSession, words: PeopleWords, isHere: boolean): string {
  const name = escapeHtml(device === '' ? words.unknownDevice : device);
  const used = words.used.replace('{since}', momentOf(since)).replace('{last}', momentOf(lastUsed));
  const end = `<form method="post" action="/account/end"><button name="session" value="${escapeHtml(id)}">${words.endOne}</button></form>`;
  return `<li>${name}, ${used}${isHere ? ` (${words.thisDevice})` : end}</li>`;
}
