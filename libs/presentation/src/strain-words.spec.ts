/** The row `words`: what is said of a strain says whose form and which part, and claims no more than the facts. */
import { marked, opened, pulse, reviewForm, srsForm, waiSrForm } from '../../alliance/spec/history.js';
import { pulseWith } from '../../alliance/spec/forms.js';
import { foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { wordsFor, type AlertWords } from './alert-words.js';
import { summarise } from './episode-summary.js';
import { DEFAULT_WORDINGS } from './wording.js';

const words = (events: readonly ClinicEvent[], language: 'en' | 'de' = 'en'): AlertWords => {
  const alert = foldEpisode(events).alerts.at(-1);
  if (!alert) throw new Error('nobody was told');
  return wordsFor(alert, DEFAULT_WORDINGS.in[language]);
};
const steady = [opened(), ...[7, 14, 21, 28].map((at) => pulseWith(at))];

describe('words of a strain', () => {
  it.each([
    [{ p6: 1 }, 'Lower than usual: trust', 'Niedriger als sonst: Vertrauen'],
    [{ p2: 1 }, 'Lower than usual: being listened to', 'Niedriger als sonst: Zuhören'],
    [{ p7: 0, p8: 0 }, 'Lower than usual: taking part', 'Niedriger als sonst: Mitwirken'],
    [{ p5: 1 }, 'Lower than usual: the way of working', 'Niedriger als sonst: Arbeitsweise'],
  ])('name the part that moved: %j', (answers, english, german) => {
    const events = [...steady, pulseWith(35, answers)];
    expect([words(events).title, words(events, 'de').title]).toEqual([english, german]);
  });

  it('name the form, what is usual and what is now', () => {
    const events = [...steady, pulseWith(35, { p6: 1 })];
    expect(words(events).whatChanged).toBe(
      'Rapport Pulse: answers about trust are at 10 of 100 now; usually they are at 90. The form as a whole has moved less.',
    );
    expect(words(events, 'de').whatChanged).toContain('„Vertrauen“ liegen jetzt bei 10 von 100');
  });

  it('S1 say of one form held against another that it is an earlier one, also where trust stays as low', () => {
    const [first, second, ...others] = [7, 14, 21, 28].map((at) => pulseWith(at, at === 7 ? {} : { p6: 1 }));
    if (!first || !second) throw new Error('no forms');
    for (const later of [[], others]) {
      const events = [opened(), first, second, ...later];
      expect([words(events).title, words(events, 'de').title]).toEqual([
        'Lower than on an earlier form: trust',
        'Niedriger als auf einem früheren Bogen: Vertrauen',
      ]);
      expect(words(events).whatChanged).toContain('are at 10 of 100 now; on an earlier form they were at 90.');
      expect(words(events, 'de').whatChanged).toContain('jetzt bei 10 von 100, auf einem früheren bei 90.');
    }
  });

  it('S1 say the same where something felt off as well', () => {
    const felt = [opened(), pulseWith(7), pulseWith(14, { p6: 1, r1: 2, r2: 9 })];
    expect([words(felt).title, words(felt, 'de').title]).toEqual([
      'Something felt off, and lower than on an earlier form: trust',
      'Nicht stimmig, und niedriger als früher: Vertrauen',
    ]);
    const usual = [...steady, pulseWith(35, { p6: 1, r1: 2, r2: 9 })];
    expect(words(usual).title).toBe('Something felt off, and lower than usual: trust');
  });

  const upAndDown = [10, 4, 10, 10].map((p6, i) => pulseWith(7 * i + 7, { p6 }));
  it('S1 say up and down of a part only where the whole moved less, and first that something felt off', () => {
    const all = { p1: 2, p2: 2, p3: 2, p4: 2, p5: 2 };
    const fell = [opened(), ...upAndDown, pulseWith(35, { ...all, p6: 4 })];
    for (const language of ['en', 'de'] as const) {
      expect(JSON.stringify(words(fell, language))).not.toMatch(/up and down|auf und ab|moved less|weniger bewegt/i);
      expect(words(fell, language).whatChanged).toMatch(/23/);
    }
    expect(foldEpisode(fell).rupture?.facts).toMatchObject({ swingPart: 'trust' });
    expect(summarise(foldEpisode(fell)).reason).not.toMatch(/up and down/i);
    const alone = [opened(), ...upAndDown, pulseWith(35, { p6: 4, r1: 1, r2: 8, r3: 3 })];
    expect([words(alone).title, words(alone, 'de').title]).toEqual([
      'Something felt off, and up and down: trust',
      'Nicht stimmig, und auf und ab: Vertrauen',
    ]);
  });

  it('name the member', () => {
    const of = (at: number, answers = {}) => pulseWith(at, answers, 'member:b');
    const low = { p1: 3, p2: 3, p3: 3, p4: 3, p5: 3, p6: 3 };
    const events = [opened(), ...[7, 14, 21, 28].map((at) => of(at)), of(35, low)];
    expect(words(events).whatChanged).toContain('Rapport Pulse, member b: 30 of 100 now; 90 before.');
    expect(words(events, 'de').whatChanged).toContain('Rapport Pulse, Mitglied b: jetzt 30 von 100; zuvor 90.');
  });

  it('S2 name a clinic’s own form as its file does, in each language', () => {
    const [alert] = foldEpisode([...steady, pulseWith(35, { p6: 1 })]).alerts;
    if (!alert) throw new Error('nobody was told');
    const own = { form: 'harbour-hour', form_title: 'Harbour hour', form_de: 'Stunde im Hafen' };
    const said = (facts: Readonly<Record<string, string>>, language: 'en' | 'de') =>
      wordsFor({ ...alert, facts: { ...alert.facts, ...facts } }, DEFAULT_WORDINGS.in[language]).whatChanged;
    expect(said(own, 'en')).toContain('Harbour hour: answers about trust');
    expect(said(own, 'de')).toContain('Stunde im Hafen: Die Antworten');
    expect(said({ form: 'harbour-hour', form_title: 'Harbour hour' }, 'de')).toContain('Harbour hour: Die Antworten');
    expect(said({ form: 'harbour-hour' }, 'en')).toContain('harbour-hour: answers about trust');
    const beside = { alsoForm: 'harbour-hour', alsoForm_title: 'Harbour hour', alsoForm_de: 'Stunde im Hafen' };
    expect(said(beside, 'de')).toContain('Stunde im Hafen');
  });

  it('name the second form beside the first', () => {
    const forms = [7, 14, 21].flatMap((at) => [pulseWith(at), srsForm(at + 1, 9.5, 9.5, 9.5, 9.5)]);
    const fell = [pulseWith(28, { p1: 5, p2: 5, p3: 5, p4: 5, p5: 5, p6: 5 }), srsForm(29, 6, 6, 6, 6)];
    const said = words([opened(), ...forms, ...fell]).whatChanged;
    expect(said).toContain('Rapport Pulse: 50 of 100 now; 90 before.');
    expect(said).toContain('Another form points the same way: SRS.');
  });

  it.each([
    ['the client’s plain yes', [pulse(35, 90, [2, 6, 4])], 'Good. The client said so directly.'],
    ['a little', [pulse(35, 90, [1, 7, 4])], /^Moderate\./],
    [
      'a fall that a supervisor marked',
      [pulse(35, 60), marked(35.1, { code: 'rupture.withdrawal', significance: 4 }, { source: 'supervisor' })],
      /^Good\. Forms show it/,
    ],
    [
      'a mark alone',
      [marked(35, { code: 'rupture.confrontation', significance: 4 }, { source: 'supervisor' })],
      /one person’s view/,
    ],
  ])('say that the client said it only where the client did: %s', (_, events, said) =>
    expect(words([...steady, ...events]).howSure).toMatch(said),
  );

  it('S19 tell an answer of an earlier form with its day, and take it back where the latest one says no', () => {
    const low = { p1: 5, p2: 5, p3: 5, p4: 5, p5: 5, p6: 5 };
    const events = [...steady, pulseWith(35, { ...low, r1: 2, r2: 8, r3: 2 }), pulseWith(42, { ...low, r1: 0 })];
    const told = words(events);
    expect(told.title).not.toMatch(/felt off/);
    expect(told.whatChanged).toContain('was answered “yes” on 6 April 2026. The latest form answers it “no”.');
    expect(told.howSure).toBe('Moderate. The client said so on an earlier form, and the latest one says no.');
    expect(words(events, 'de').whatChanged).toContain('Am 6. April 2026 wurde die Frage');
    expect(words(events, 'de').howSure).toMatch(/^Mittel\. Auf einem früheren Bogen/);
  });

  it('S1 tell where trust began that went down evenly, and call no middle of it usual', () => {
    const down = [opened(), ...[9, 8, 7, 6, 5, 4, 3, 2, 1].map((p6, i) => pulseWith(7 * i + 7, { p6 }))];
    expect(words(down).title).toBe('Lower than at first: trust');
    expect(words(down).whatChanged).toContain('are at 10 of 100 now; at first they were at 90. They went down slowly');
    expect(words(down, 'de').title).toBe('Niedriger als anfangs: Vertrauen');
  });

  it('S22 say on how many forms it has been lower, and since when, from the second form on', () => {
    const low = { p1: 5, p2: 5, p3: 5, p4: 5, p5: 5, p6: 5 };
    const after = (forms: number) => [
      ...steady,
      ...[35, 42, 49, 56, 63].slice(0, forms).map((at) => pulseWith(at, low)),
    ];
    expect(words(after(1))).toMatchObject({
      title: 'Latest form is clearly lower than before',
      whatChanged: 'Rapport Pulse: 50 of 100 now; 90 before.',
      howSure: expect.stringContaining('Single forms often swing back.'),
    });
    expect(words(after(5))).toMatchObject({
      title: 'Clearly lower than before on 5 forms since 6 April 2026',
      whatChanged: expect.stringContaining('It has been lower on 5 forms in a row, since 6 April 2026.'),
      howSure: expect.not.stringMatching(/swing back/),
    });
    expect(words(after(5), 'de').title).toBe('Auf 5 Bögen seit dem 6. April 2026 deutlich niedriger als zuvor');
    const trust = [...steady, ...[35, 42, 49].map((at) => pulseWith(at, { p6: 1 }))];
    expect(words(trust).whatChanged).toContain('They have been lower on 3 forms in a row, since 6 April 2026.');
  });

  it('S3 say no part and no slow decline of a step of the whole form', () => {
    const all = (value: number) => Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8].map((i) => [`p${i}`, value]));
    const step = [9, 9, 9, 9, 9, 9, 4, 4, 4].map((value, i) => pulseWith(7 * i + 7, all(value)));
    const told = JSON.stringify(words([opened(), ...step]));
    expect(told).not.toMatch(/slowly|usual:|answers about|10[1-9]/);
  });

  it('say "not tested yet" of the Pulse alone, and of other forms that their error is assumed', () => {
    const wai = [7, 14, 21].map((at) => waiSrForm(at, 5));
    expect(words([...steady, pulse(35, 50)]).howSure).toContain('not been tested yet');
    expect(words([opened(), ...wai, waiSrForm(28, 3)]).howSure).toContain('is assumed, not measured');
    expect(words([opened(), ...wai, waiSrForm(28, 3)]).howSure).not.toContain('tested');
    expect(words([opened(), ...wai, waiSrForm(28, 3)], 'de').howSure).toContain('angenommen');
  });

  it('S17 say what a note is about, who wrote it, and what to go through together', () => {
    const crossed = (marker: string, source: string) =>
      [...steady, marked(35, { code: 'rupture.confrontation', marker, significance: 4 }, { source })] as const;
    const told = words(crossed('boundary-crossing', 'supervisor'));
    expect(told).toMatchObject({
      title: 'A note marks a strain: a boundary was crossed',
      whatChanged: 'A supervisor marked an hour for strain: a boundary was crossed.',
    });
    expect(told.tryNext.join(' ')).toMatch(/what holds between you: time, fee, contact/);
    expect(told.otherReadings).not.toContain('tap');
    const german = words(crossed('complaints-about-parameters', 'supervisor'), 'de');
    expect(german.title).toBe('Notiz zu einer Spannung: Unzufriedenheit mit Zeit, Honorar oder Rahmen');
    expect(german.tryNext.join(' ')).toMatch(/was zwischen Ihnen gilt/);
  });

  it('S17 do the same for the answers about boundaries', () => {
    const low = { b1: 1, b2: 1 };
    const forms = [28, 56, 84, 112].map((at) => reviewForm(at, 9));
    const told = words([opened(), ...forms, reviewForm(140, 9, low)]);
    expect(told.title).toBe('Lower than usual: boundaries that feel right');
    expect(told.tryNext.join(' ')).toMatch(/what holds between you/);
    for (const part of ['v', 's', 'x', 'c', 'g', 'h', 'a', 'e']) {
      const fell = Object.fromEntries([1, 2].map((n) => [`${part}${n}`, 1]));
      const { tryNext } = words([opened(), ...forms, reviewForm(140, 9, fell)]);
      expect(tryNext.join(' ')).not.toContain('which answer moved most');
    }
  });

  it('repeat no word of a note that nobody understands', () => {
    const mark = { code: 'rupture.confrontation', marker: 'left-the-keys', significance: 4 };
    const told = words([...steady, marked(35, mark, { source: 'supervisor' })]);
    expect(told.title).toBe('A note marks a strain between you');
    expect(told.whatChanged).toBe('A supervisor marked an hour for strain.');
  });

  it('say so where a note joins a form', () => {
    const mark = { code: 'rupture.confrontation', marker: 'complaints-about-progress', significance: 4 };
    const told = words([...steady, pulse(35, 60), marked(35.1, mark, { source: 'supervisor' })]);
    expect(told.whatChanged).toContain('A note marks a strain as well: discontent with progress.');
  });

  it.each<[Readonly<Record<string, number>>, string | undefined]>([
    [{ p4: 1 }, undefined],
    [{ p5: 1 }, undefined],
    [{ p8: 0 }, undefined],
    [{ p7: 0, p8: 0 }, undefined],
    [{ p6: 1, p4: 1 }, 'Also lower: the goals.'],
    [{ p1: 1, p2: 1 }, 'Also lower: being listened to.'],
  ])('name a second part only where it asks something else: %j', (answers, also) => {
    const said = words([...steady, pulseWith(35, answers)]).whatChanged;
    expect(said.includes('Also lower')).toBe(also !== undefined);
    expect(said).toContain(also ?? 'answers about');
  });

  it('tell no fall to a higher figure', () => {
    const said = words([opened(), pulse(7, 55), pulse(14, 54), pulse(21, 30), pulse(28, 68, [2, 5, 5])]);
    expect(said.whatChanged).not.toMatch(/68 of 100 now; [1-5]/);
  });

  it('have no slip of the finger in them', () =>
    expect(JSON.stringify(DEFAULT_WORDINGS)).not.toMatch(/slip of the finger|Vertipp/));
});

describe('a list', () => {
  it.each([
    [{ p6: 6 }, 'Lower than before: trust'],
    [{ p7: 6, p8: 6 }, 'Lower than before: taking part'],
    [{ p4: 6 }, 'Lower than before: the goals'],
    [{}, 'The client’s ratings are steady'],
  ])('says steady only where all is: %j', (answers, reason) =>
    expect(summarise(foldEpisode([...steady, pulseWith(35, answers)])).reason).toBe(reason),
  );
});
