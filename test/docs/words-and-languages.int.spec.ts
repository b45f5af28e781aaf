/** The page about words and languages, followed to the letter, on an episode that was folded before. */
import { type ClinicChoice, latestChoice } from '#lib/clinic-settings';
import type { SuggestionPack } from '#lib/presentation';
import { DAY, MINUTE } from '#lib/kernel';
import { dyadOf, openTestSystem, opened, pulse, sendAndProject, type TestSystem } from '#lib/testkit';
import { commandsOf, rapportOn } from './follow-page.js';

const PAGE = 'words-and-languages.md';

describe('docs/how-to/words-and-languages.md', () => {
  let system: TestSystem;
  const files = new Map<string, string>();
  const [choosing = [], writing = [], setting = []] = commandsOf(PAGE);

  const rapport = rapportOn(() => system, files);
  const change = (more: Partial<ClinicChoice>): void => {
    const choice = JSON.parse(files.get('clinic.json') ?? '') as ClinicChoice;
    files.set('clinic.json', JSON.stringify({ ...choice, ...more }));
  };

  beforeAll(async () => {
    system = await openTestSystem();
    const [dyad, now] = [dyadOf('ep-1'), system.clock.now()];
    await sendAndProject(system, [
      opened(dyad, now - DAY),
      pulse(dyad, now - MINUTE, { form: 'f1', level: 4, feltOff: 2 }),
    ]);
  });
  afterAll(() => system.close());

  it('chooses the language, and no rebuild is asked for', async () => {
    files.set('clinic.json', (await rapport(choosing[0])).out);
    change({ language: 'de' });
    const set = await rapport(choosing[1]);
    expect([set.code, set.out]).toEqual([0, expect.stringContaining('revision 1  words in use')]);
    expect(set.err).not.toContain('rebuild');
    expect((await rapport(choosing[0])).err).toContain('language and suggestions are in use');
  });

  it('says of a file that changes more which part waits for a rebuild', async () => {
    const { language } = (await latestChoice(system.parts.db, system.tenant.id)).choice;
    change({ language: 'en', shadow: ['level'] });
    const set = await rapport(choosing[1]);
    expect(set.out).toContain('waits for a rebuild; its words are in use within five seconds');
    change({ language: language ?? 'en', shadow: [] });
    expect((await rapport(choosing[1])).code).toBe(0);
  });

  it('writes steps of its own and sets them', async () => {
    const shown = await rapport(writing[0]);
    expect(shown.err).toContain('this is the default pack, version 2');
    const pack = JSON.parse(shown.out) as SuggestionPack;
    const own = { ...pack, version: '3', title: 'Schritte unseres Hauses' };
    files.set('our-steps.json', JSON.stringify(own));
    expect(await rapport(writing[1])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^de 3 {2}Schritte unseres Hauses: \d+ steps/) as string,
    });
    change({ suggestions: [own] });
    const [dry, set] = [await rapport(setting[0]), await rapport(setting[1])];
    expect([dry.code, dry.out]).toEqual([0, expect.stringContaining('+  /suggestions/de')]);
    expect(set.code).toBe(0);
    expect((await latestChoice(system.parts.db, system.tenant.id)).choice).toMatchObject({ suggestions: [own] });
    expect((await rapport(writing[0])).err).toContain('your own pack, version 3');
  });

  it('refuses words that no message says, another order and a source that is not there, each at its place', async () => {
    const pack = JSON.parse(files.get('our-steps.json') ?? '') as SuggestionPack;
    const steps = pack.entries.withdrawal.steps.toReversed();
    const withdrawal = { steps, wordsToOpenWith: 'Sie haben sich verweigert!' };
    const first = { ...pack.entries.unspecified.steps[0], sources: ['consensus-2081'] };
    const unspecified = { ...pack.entries.unspecified, steps: [first] };
    const wrong = { ...pack, entries: { ...pack.entries, withdrawal, unspecified } };
    files.set('our-steps.json', JSON.stringify(wrong));
    const checked = await rapport(writing[1]);
    expect(checked.code).toBe(1);
    expect(checked.err).toMatch(/\/entries\/withdrawal\/wordsToOpenWith +says "verweigert"; schreiben Sie/);
    expect(checked.err).toMatch(/\/entries\/withdrawal\/wordsToOpenWith +has an exclamation mark/);
    expect(checked.err).toMatch(/\/entries\/withdrawal\/steps\/1\/stage +comes after "later"/);
    expect(checked.err).toMatch(/\/entries\/unspecified\/steps\/0\/sources\/0 .+did you mean "consensus-2018"/);
    change({ suggestions: [wrong as SuggestionPack] });
    const { revision } = await latestChoice(system.parts.db, system.tenant.id);
    const set = await rapport(setting[1]);
    expect([set.code, set.err]).toEqual([1, expect.stringContaining('/suggestions/0/entries/withdrawal')]);
    expect((await latestChoice(system.parts.db, system.tenant.id)).revision).toBe(revision);
  });
});
