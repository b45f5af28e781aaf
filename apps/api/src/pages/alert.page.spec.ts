import { LANGUAGES } from '#lib/kernel';
import { lintWording } from '#lib/presentation';
import { ALERT_PAGE_WORDS } from './alert-page-words.js';
import { ALERT_SCRIPT, alertPage } from './alert.page.js';

const textsIn = (value: unknown): string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(textsIn);

describe.each(LANGUAGES)('the page of an alert in %s', (language) => {
  it('says only what the wording lint lets pass', () => {
    const filled = textsIn(ALERT_PAGE_WORDS[language]).map((text) => text.replace(/\{(?:n|ref)\}/, '2'));
    expect(filled.flatMap((text) => lintWording(text, { language, surface: 'title' }))).toEqual([]);
  });

  it('is marked as that language and hands its words to the script', () => {
    const html = alertPage(language, { path: '/alerts/al_1', isSignedIn: false });
    expect(html).toContain(`<html lang="${language}">`);
    const data = /data-words="([^"]*)"/.exec(html)?.[1] ?? '';
    const decoded = data.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
    expect(JSON.parse(decoded)).toEqual(ALERT_PAGE_WORDS[language]);
    for (const [, member] of ALERT_SCRIPT.matchAll(/\bsaid\.(\w+)/g))
      expect(Object.keys(ALERT_PAGE_WORDS[language])).toContain(member);
  });
});
