import fc from 'fast-check';
import { LANGUAGES } from '#lib/kernel';
import { languageAsked } from './reader-language.js';

describe('the language that a reader asks for', () => {
  it.each<[string | undefined, string]>([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['fr', 'en'],
    ['de', 'de'],
    ['DE-at', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['fr, de;q=0.5, en;q=0.4', 'de'],
    ['de;q=0, en', 'en'],
    ['de;q=0', 'en'],
    ['de;q=zero', 'en'],
    [' de ; q=0.25 ,en;q=0.2', 'de'],
    ['en;q=0.125,de;q=0.126', 'de'],
    ['de;q=0.5,en;q=0.5', 'de'],
    ['*;q=0.9,de;q=0.8', 'en'],
    ['de;q=0.9,*', 'en'],
    ['de;xq=0.1,en;q=0.5', 'de'],
    ['de;q=0.1x,en;q=0.5', 'en'],
    [`${'fr,'.repeat(19)}de`, 'de'],
    [`${'fr,'.repeat(500)}de`, 'de'],
    ['*;q=0.5,de;q=0.5', 'de'],
    ['mul,de;q=0.5', 'en'],
  ])('is read from %j: %s', (header, language) => expect(languageAsked(header) ?? 'en').toBe(language));

  it('is one of ours, whatever the header says', () => {
    fc.assert(fc.property(fc.string(), (header) => expect([...LANGUAGES, undefined]).toContain(languageAsked(header))));
  });
});
