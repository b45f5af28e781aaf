/** The pages of an invitation: what to choose, what to keep, and that it is over. */
import type { Language } from '#lib/kernel';
import { escapeHtml, page } from '../pages/page.js';
import { PEOPLE_WORDS } from './people-words.js';

export interface InvitationShown {
  /** To sign in with. */
  readonly name: string;
  /** Of the authenticator: it goes with the form, and is stored when the code fits. */
  readonly secret: string;
  /** Opens an authenticator on the same device. */
  readonly link: string;
  /** What was wrong with the last try. */
  readonly said?: string;
}

const inFours = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ');

export function invitationPage(language: Language, { name, secret, link, said = '' }: InvitationShown): string {
  const words = PEOPLE_WORDS[language];
  return page(
    `Rapport: ${words.welcome}`,
    `<main><h1>${words.welcome}</h1><p>${words.invitedAs} <strong>${escapeHtml(name)}</strong></p>
<p role="alert">${escapeHtml(said)}</p><form method="post">
<input type="hidden" name="username" value="${escapeHtml(name)}" autocomplete="username">
<h2>${words.choosePassword}</h2><p id="rule">${words.passwordRule}</p><p><label for="password">${words.password}</label>
<input id="password" name="password" type="password" autocomplete="new-password" aria-describedby="rule" minlength="12" maxlength="200" required></p>
<h2>${words.addAuthenticator}</h2><p><a href="${escapeHtml(link)}">${words.openAuthenticator}</a></p>
<p>${words.typeSecret} <code id="secret">${inFours(secret)}</code></p>
<input type="hidden" name="secret" value="${escapeHtml(secret)}">
<p><label for="code">${words.confirmCode}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="10" required></p>
<button>${words.finish}</button></form></main>`,
    language,
  );
}

export function recoveryCodesPage(language: Language, codes: readonly string[]): string {
  const words = PEOPLE_WORDS[language];
  const items = codes.map((code) => `<li><code>${escapeHtml(code)}</code></li>`).join('');
  return page(
    `Rapport: ${words.recoveryCodes}`,
    `<main><h1>${words.recoveryCodes}</h1><p>${words.keepThem}</p><ol>${items}</ol><p>${words.nextCode}</p>
<p><a href="/sign-in">${words.signIn}</a></p></main>`,
    language,
  );
}

export function invitationOverPage(language: Language): string {
  const words = PEOPLE_WORDS[language];
  return page(`Rapport: ${words.over}`, `<main><h1>${words.over}</h1><p>${words.overNext}</p></main>`, language);
}
