import type { Language } from '#lib/kernel';
import { escapeHtml, page } from '../pages/page.js';
import { PEOPLE_WORDS } from './people-words.js';

export interface SignInShown {
  /** What was wrong with the last try. */
  readonly said?: string;
  readonly name?: string;
  readonly returnTo: string;
}

/** Name, password and code, in one form that needs no script. */
export function signInPage(language: Language, { said = '', name = '', returnTo }: SignInShown): string {
  const words = PEOPLE_WORDS[language];
  return page(
    `Rapport: ${words.signIn}`,
    `<main><h1>${words.signIn}</h1><p role="alert">${escapeHtml(said)}</p><form method="post" action="/sign-in">
<input type="hidden" name="return" value="${escapeHtml(returnTo)}">
<p><label for="name">${words.name}</label>
<input id="name" name="name" value="${escapeHtml(name)}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="100" required></p>
<p><label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="200" required></p>
<p><label for="code">${words.codeOrRecovery}</label>
<input id="code" name="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" required></p>
<button>${words.signIn}</button></form></main>`,
    language,
  );
}
