import { rapportPulse } from '#lib/instruments';
import { defaultPackDe, defaultPackEn } from '#lib/presentation';
import { choiceChanges } from './choice-changes.js';
import { DEFAULT_CHOICE } from './clinic-choice.js';

const own = { ...rapportPulse, code: 'own-form', title: 'Our own form' };

describe('the difference between two choices', () => {
  it('is nothing where only the order differs', () => {
    const turned = { ...DEFAULT_CHOICE, active: DEFAULT_CHOICE.active.toReversed() };
    expect(choiceChanges(DEFAULT_CHOICE, turned)).toEqual([]);
  });

  it('is nothing where the store gives back the members of an item in another order', () => {
    const items = own.items.map((item) => Object.fromEntries(Object.entries(item).toReversed()) as typeof item);
    const before = { ...DEFAULT_CHOICE, own: [own] };
    expect(choiceChanges(before, { ...DEFAULT_CHOICE, own: [{ ...own, items }] })).toEqual([]);
    const turned = { ...own, items: own.items.toReversed() };
    expect(choiceChanges(before, { ...DEFAULT_CHOICE, own: [turned] })).toMatchObject([
      { pointer: '/own/own-form@1/items' },
    ]);
  });

  it('names the member of a list, and both values where one takes the place of another', () => {
    const before = { ...DEFAULT_CHOICE, own: [own], parameters: { 'reliable-drop': { reliableChanges: 1 } } };
    const after = {
      ...before,
      active: [...before.active, 'own-form'],
      own: [{ ...own, title: 'Renamed' }],
      parameters: { 'reliable-drop': { reliableChanges: 2 } },
      shadow: ['level'],
    };
    expect(choiceChanges(before, after)).toEqual([
      { pointer: '/active/own-form', after: true },
      { pointer: '/own/own-form@1/title', before: 'Our own form', after: 'Renamed' },
      { pointer: '/parameters/reliable-drop/reliableChanges', before: 1, after: 2 },
      { pointer: '/shadow/level', after: true },
    ]);
    expect(choiceChanges(after, before)[0]).toEqual({ pointer: '/active/own-form', before: true });
  });

  it('names a pack by its language, and says only what is different in it', () => {
    const renamed = { ...defaultPackDe, title: 'Unsere Schritte' };
    const before = { ...DEFAULT_CHOICE, suggestions: [defaultPackEn, defaultPackDe] };
    expect(choiceChanges(before, { ...DEFAULT_CHOICE, suggestions: [renamed, defaultPackEn] })).toEqual([
      { pointer: '/suggestions/de/title', before: defaultPackDe.title, after: 'Unsere Schritte' },
    ]);
  });

  it('has no value on the side where there is none', () => {
    const chosen = { ...DEFAULT_CHOICE, safety: { cover: 'k2' } };
    expect(choiceChanges(DEFAULT_CHOICE, chosen)).toEqual([
      { pointer: '/safety', before: null, after: { cover: 'k2' } },
    ]);
    const { language: _, ...unsaid } = DEFAULT_CHOICE;
    expect(choiceChanges(unsaid, DEFAULT_CHOICE)).toStrictEqual([{ pointer: '/language', after: 'en' }]);
    expect(choiceChanges(DEFAULT_CHOICE, unsaid)).toStrictEqual([{ pointer: '/language', before: 'en' }]);
  });
});
