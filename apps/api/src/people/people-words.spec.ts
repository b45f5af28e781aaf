import { LANGUAGES } from '#lib/kernel';
import { lintWording } from '#lib/presentation';
import { accountPage } from './account.page.js';
import { invitationOverPage, invitationPage, recoveryCodesPage } from './invitation.pages.js';
import { PEOPLE_WORDS } from './people-words.js';
import { signInPage } from './sign-in.page.js';

const AT = new Date(Date.UTC(2026, 2, 2, 9));
const STRANGE = '"><script>alert(1)</script>';

describe.each(LANGUAGES)('the pages of people in %s', (language) => {
  const sessions = [{ id: '0a1b2c3d4e5f', device: STRANGE, since: AT, lastUsed: AT }];
  const pages = [
    signInPage(language, { said: STRANGE, name: STRANGE, returnTo: STRANGE }),
    invitationPage(language, { name: STRANGE, secret: STRANGE, link: STRANGE, said: STRANGE }),
    recoveryCodesPage(language, [STRANGE]),
    invitationOverPage(language),
    accountPage(language, sessions, undefined),
  ];

  it('say only what the wording lint lets pass', () => {
    const filled = Object.values(PEOPLE_WORDS[language]).map((text) => text.replace(/\{\w+\}/g, '2'));
    expect(filled.flatMap((text) => lintWording(text, { language, surface: 'text' }))).toEqual([]);
  });

  it('are marked as that language, and show what came from elsewhere as text', () => {
    for (const page of pages) {
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).not.toContain('<script');
    }
  });

  it('post every form here, and give each field a name that can be read', () => {
    for (const page of pages) {
      const ids = [...page.matchAll(/<input id="(\w+)"/g)].map(([, id]) => id);
      const named = [...page.matchAll(/<label for="(\w+)"/g)].map(([, id]) => id);
      expect(named).toEqual(ids);
      for (const [form] of page.matchAll(/<form[^>]*>/g))
        expect(form).toMatch(/method="post"(?: action="\/[a-z/-]+")?>/);
    }
  });
});
