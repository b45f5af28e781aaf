/** Everything that a person reads out of this room, in every language, under the wording lint. */
import fc from 'fast-check';
import { anyHistory } from '../../../alliance/spec/any-history.js';
import { marked, opened, phq, withRupture, pulse } from '../../../alliance/spec/history.js';
import { titleOf, wordsFor } from '../alert-words.js';
import { DEFAULT_RULES, ALERT_RULES, alertsOf, foldEpisode, RULES } from '#lib/alliance';
import { COEFFICIENTS_V1, FEATURES, type FeatureName, hazardOf } from '#lib/hazard';
import { riskInWords, describeDropoutRisk } from '../dropout-risk-words.js';
import type { ClinicEvent } from '#lib/events';
import { INSTRUMENTS } from '#lib/instruments';
import { summarise } from '../episode-summary.js';
import { narrate } from '../episode-timeline.js';
import { LANGUAGES, type Language } from '#lib/kernel';
import { DEFAULT_WORDINGS } from '../wording.js';
import { lintWording, type Surface } from './wording-lint.js';

const BASES = ['part', 'part-said', 'swings', 'slow', 'drop', 'said', 'both', 'marked', 'level'];
const SURE = ['said', 'person', 'marked', 'untested', 'assumed', 'published'];

const wordingIn = (language: Language) => DEFAULT_WORDINGS.in[language];

describe.each(LANGUAGES)('what a person reads in %s', (language) => {
  const wording = wordingIn(language);
  const { words } = wording;
  const faultsOf = (texts: readonly string[], surface: Surface) =>
    texts.flatMap((text) => lintWording(text, { language, surface }).map((fault) => ({ text, ...fault })));
  const expectPlain = (texts: readonly string[], surface: Surface = 'text'): void =>
    expect(faultsOf(texts, surface)).toEqual([]);

  it('is plain and blames nobody, whatever happened', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const state = foldEpisode(events);
        const told = alertsOf(state).map((alert) => wordsFor(alert, wording));
        expectPlain([summarise(state, undefined, wording).reason, ...told.map(({ title }) => title)], 'title');
        expectPlain(told.flatMap((one) => Object.values(one).flat() as string[]));
        expectPlain(narrate(events, undefined, wording).map((entry) => entry.words));
        expectPlain((summarise(state, undefined, wording).outcome ?? []).map(({ words: said }) => said));
      }),
    );
  });

  it('has words for every rule, with every fact or none of them', () => {
    const facts = [
      ...BASES.flatMap((basis) => SURE.map((sure) => ({ basis, sure }))).map(({ basis, sure }) => ({
        ...{
          sure,
          part: 'acceptance',
          alsoPart: 'coping-goals',
          partNow: 10,
          partBefore: 90,
          slowly: 9,
          swings: 48,
        },
        ...{
          high: 92,
          form: 'srs',
          alsoForm: 'wai-sr',
          member: 'a',
          alsoMember: 'b',
          times: 3,
          low: 29.7,
          error: 5,
          forms: 3,
        },
        ...{ basis, now: 60.5, before: 92, felt: 'yes', floor: 70, tier: 'confirmed', facet: 'bond', missed: 2 },
        ...{ booked: 'yes', level: 'immediate', told: 'cover', first: 'nofut', ratio: 2.5, inHundred: 9 },
      })),
      ...Object.keys(words.parts).map((part) => ({
        basis: 'part',
        part,
        partNow: 10,
        partBefore: 90,
        missed: 2,
        ratio: 2.5,
        inHundred: 9,
      })),
      ...FEATURES.map((first) => ({ first, ratio: 3, inHundred: 12, felt: 'a little', basis: 'said', missed: 3 })),
    ];
    for (const { code: rule } of ALERT_RULES)
      for (const fact of facts) {
        expectPlain([titleOf({ rule, facts: fact }, words)], 'title');
        expectPlain(Object.values(wordsFor({ rule, facts: fact }, wording)).flat() as string[]);
      }
  });

  it('has words for appointments that are missed in a strain, with their dates', () => {
    const dated = { missedOn: '2026-09-30', booked: 'no' };
    for (const fact of [
      { ...dated, missed: 1 },
      { ...dated, missed: 12, missedFrom: '2026-09-23' },
    ]) {
      expectPlain([titleOf({ rule: 'missed-during-strain', facts: fact }, words)], 'title');
      expectPlain(Object.values(wordsFor({ rule: 'missed-during-strain', facts: fact }, wording)).flat() as string[]);
    }
  });

  it('has words for every absence', () => {
    const facts = [
      ...['missed', 'missed-one', 'late', 'late-one', 'mixed'].flatMap((how) =>
        ['', '-booked'].map((ending) => ({ how: `${how}${ending}`, missed: 12, late: 12, count: 12, since: 'kept' })),
      ),
      ...[1, 2].map((missed) => ({
        ...{ how: 'missed', missed, since: 'kept', lastOn: '2026-03-02', missedOn: '2026-09-30', off: 'yes' },
      })),
      ...['often', 'silence', 'weeks-individual', 'weeks-skills', 'four-individual', 'four-skills'].flatMap((how) =>
        ['kept', 'never', 'weeks', 'four'].map((since) => ({
          ...{ how, since, weeks: 12, ofLatest: 4, latest: 8, lastOn: '2026-03-02' },
          ...{ reason: since === 'kept' ? 'noted' : 'silence', booked: 'no' },
        })),
      ),
    ];
    for (const fact of facts) {
      expectPlain([titleOf({ rule: 'stopped-coming', facts: fact }, words)], 'title');
      expectPlain(Object.values(wordsFor({ rule: 'stopped-coming', facts: fact }, wording)).flat() as string[]);
    }
  });

  it('names no answer where safety is asked about', () => {
    for (const level of [1, 2, 3]) {
      const [alert] = alertsOf(foldEpisode([opened(), phq(7, level)]));
      expectPlain(alert ? (Object.values(wordsFor(alert, wording)).flat() as string[]) : [''], 'safety');
    }
  });

  it('tells a chance without a forecast', () => {
    const laden = Object.fromEntries(FEATURES.map((name: FeatureName) => [name, 2]));
    const missing = [...FEATURES];
    for (const interval of [1, 4, 20]) {
      const hazard = hazardOf(COEFFICIENTS_V1, { interval, features: laden, site: 0 });
      for (const enough of [true, false])
        expectPlain(
          Object.values(describeDropoutRisk(hazard, COEFFICIENTS_V1, { enough, missing, words })).flatMap(textsIn),
        );
    }
    expectPlain([0, 0.004, 0.1, 0.3, 0.9].map((chance) => riskInWords(chance, words)));
    expectPlain([words.chances.notBegun, words.chances.quietTooLong]);
  });

  it('has a title for every rule and every form, and a reason for every rule', () => {
    expect(Object.keys(words.findings).toSorted()).toEqual(RULES.map(({ code }) => code).toSorted());
    expectPlain(
      [...Object.values(words.findings).map(({ title }) => title), ...Object.values(words.instruments)],
      'title',
    );
    expectPlain(
      INSTRUMENTS.map(({ code, title }) => words.instruments[code] ?? title),
      'title',
    );
    expectPlain(Object.values(words.findings).map(({ because }) => because));
  });
});

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.flatMap((one) => textsIn((one as { words?: string }).words ?? one)) : [];
};

describe('the words in German', () => {
  const german = wordingIn('de');
  const history: ClinicEvent[] = [...withRupture(), pulse(28, 90)];

  it('say the same facts, with German numbers', () => {
    const [alert] = alertsOf(foldEpisode(withRupture()));
    expect(alert && wordsFor(alert, german)).toMatchObject({
      title: 'Der letzte Bogen liegt deutlich niedriger als die früheren',
      whatChanged: 'Rapport Pulse: jetzt 60 von 100; zuvor 92.',
    });
    expect(narrate(history, undefined, german)[1]?.words).toBe('Bogen eingegangen: Rapport Pulse 88,3');
    expect(summarise(foldEpisode(withRupture()), undefined, german).reason).toBe(
      'Der letzte Bogen liegt deutlich niedriger als die früheren',
    );
  });

  it('name a form as its file does', () => {
    const titles = { de: 'Puls unseres Hauses' };
    const instruments = DEFAULT_RULES.instruments.map((one) => (one.code === 'pulse' ? { ...one, titles } : one));
    const entry = narrate(history, { ...DEFAULT_RULES, instruments }, german)[1];
    expect(entry?.words).toBe('Bogen eingegangen: Puls unseres Hauses 88,3');
  });

  it('change nothing but words', () => {
    fc.assert(
      fc.property(anyHistory, (events) => {
        const state = foldEpisode(events);
        const bare = ({ reason: _, rupture, outcome = [], ...rest }: ReturnType<typeof summarise>) => ({
          ...rest,
          outcome: outcome.map(({ words: _words, ...course }) => course),
          rupture: rupture && { ...rupture, noticed: rupture.noticed.map(({ rule }) => rule) },
        });
        expect(bare(summarise(state, undefined, german))).toEqual(bare(summarise(state)));
        const facts = (entries: ReturnType<typeof narrate>) => entries.map(({ words: _, ...rest }) => rest);
        expect(facts(narrate(events, undefined, german))).toEqual(facts(narrate(events)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the lint', () => {
  const findingsIn = (text: string, language: Language, surface: Surface = 'text') =>
    lintWording(text, { language, surface }).map(({ detail, hint }) => `${detail}: ${hint}`);
  const detailsOf = (text: string, language: Language, surface: Surface = 'text') =>
    lintWording(text, { language, surface, pointer: '/here' }).map(({ pointer, detail }) => `${pointer} ${detail}`);

  it.each<[text: string, finding: string]>([
    ['There was a rupture.', 'says "rupture": say "strain" or "hard moment"'],
    ['The client refused again.', 'says "refused": say "did not" or "chose not to"'],
    ['A no-show on Tuesday.', 'says "no-show": say "missed"'],
    ['A dropout is near.', 'says "dropout": say "chance of stopping early"'],
    ['The risk is high.', 'says "risk": say "chance"'],
    ['The rating has worsened.', 'says "worsened": say "lower than before"'],
    ['The rating is bad.', 'says "bad": say "lower"'],
    ['The client failed to answer.', 'says "failed": say "no form yet" or "did not"'],
    ['Call your client today.', 'says "your client": speak of the form or the calendar'],
    ['This is an alert.', 'says "alert": say "something to look at"'],
    ['Intervene today.', 'says "Intervene": say "talk it through"'],
    ['It is nobody’s fault.', 'says "fault": assume good will on both sides'],
    ['Call immediately.', 'says "immediately": say what can be seen, and leave the hurry out'],
    ['A diagnosis fits.', 'says "diagnosis": leave it to whoever works with the client'],
    ['Act now!', 'has an exclamation mark: end the sentence with a full stop'],
    ['The rating is {now}.', 'has a placeholder that nothing fills: write the word itself'],
    ['The rating is undefined.', 'has a value that is missing: write the word itself'],
    ['The rating  is lower.', 'has spaces that nobody needs: take them out'],
    ['The rating is lower. ', 'has spaces that nobody needs: take them out'],
    [' The rating is lower.', 'has spaces that nobody needs: take them out'],
    ['The rating is LOWER.', 'shouts in capitals: write small letters'],
    ['', 'says nothing: write a sentence, or take the member out'],
  ])('finds in English, and says what to write: %s', (text, finding) =>
    expect(findingsIn(text, 'en')).toEqual([finding]),
  );

  it.each<[text: string, finding: string]>([
    ['Ein Beziehungsbruch liegt vor.', 'says "Beziehungsbruch": schreiben Sie „Spannung“'],
    ['Der Klient ist widerständig.', 'says "widerständig": schreiben Sie, was geschah'],
    ['Das wurde verweigert.', 'says "verweigert": schreiben Sie „nicht“ und was geschah'],
    ['Der Termin wurde versäumt.', 'says "versäumt": schreiben Sie „nicht wahrgenommen“'],
    ['Ein Drop-out ist nah.', 'says "Drop-out": schreiben Sie „vorzeitiges Ende“'],
    ['Das Risiko ist hoch.', 'says "Risiko": schreiben Sie „Wahrscheinlichkeit“'],
    ['Die Lage hat sich verschlechtert.', 'says "verschlechtert": schreiben Sie „niedriger als zuvor“'],
    ['Der Wert ist schlecht.', 'says "schlecht": schreiben Sie „niedriger“'],
    ['Das Gespräch ist gescheitert.', 'says "gescheitert": schreiben Sie „noch kein Bogen“ oder „nicht“'],
    ['Fragen Sie Ihren Klienten.', 'says "Ihren Klienten": schreiben Sie vom Bogen oder vom Kalender'],
    ['Eine Warnung liegt vor.', 'says "Warnung": schreiben Sie „etwas zum Ansehen“'],
    ['Eine Intervention hilft.', 'says "Intervention": schreiben Sie „besprechen“'],
    ['Das ist eine Schuld.', 'says "Schuld": unterstellen Sie beiden Seiten guten Willen'],
    ['Rufen Sie sofort an.', 'says "sofort": schreiben Sie, was zu sehen ist, ohne Eile'],
    ['Eine Diagnose passt.', 'says "Diagnose": überlassen Sie das der Behandlungsseite'],
    ['Das ist für dich.', 'says "dich": schreiben Sie „Sie“'],
  ])('finds in German, and says what to write: %s', (text, finding) =>
    expect(findingsIn(text, 'de')).toEqual([finding]),
  );

  it('names each word that has to go, and one that comes again once', () => {
    expect(detailsOf('The client refused, was resistant and refused again.', 'en')).toEqual([
      '/here says "refused"',
      '/here says "resistant"',
    ]);
  });

  it.each<[Language, string, string]>([
    ['en', 'Dropout risk is high.', 'says "Dropout"'],
    ['de', 'Das Abbruchrisiko ist hoch.', 'says "Abbruchrisiko"'],
    ['de', 'Frag doch, wie es dir geht.', 'says "dir"'],
  ])('finds in %s: %s', (language, text, detail) => expect(detailsOf(text, language)).toContain(`/here ${detail}`));

  it.each<[Language, string]>([
    ['en', 'Two forms in a row stayed under the usual range.'],
    ['en', 'Ask what has helped and what has not.'],
    ['en', 'It may have been talked through already.'],
    ['de', 'Zwei Bögen hintereinander lagen unter dem Üblichen.'],
    ['de', 'Fragen Sie, was geholfen hat und was nicht.'],
    ['de', 'Vielleicht ist es längst besprochen.'],
    ['en', 'The CORE form came at 9.30, after the SRS: 4 of 5.'],
    ['en', 'A mustard stain, a faultless form.'],
  ])('lets pass in %s: %s', (language, text) => expect(detailsOf(text, language)).toEqual([]));

  it('counts: a title has 80 characters, a sentence 20 words, a safety text no digit', () => {
    const twenty = Array(20).fill('so').join(' ');
    expect(detailsOf('a'.repeat(80), 'en', 'title')).toEqual([]);
    expect(detailsOf(`${twenty}. ${twenty}`, 'en')).toEqual([]);
    expect(detailsOf(`${twenty}. ${twenty}.`, 'en')).toEqual([]);
    expect(findingsIn('a'.repeat(81), 'en', 'title')).toEqual(['has 81 characters: use at most 80 in a title']);
    expect(findingsIn(`${twenty} so`, 'en')).toEqual(['has a sentence of 21 words: use at most 20']);
    expect(findingsIn('An answer of 2.', 'en', 'safety')).toEqual(['has a digit: say nothing of an answer or a score']);
    expect(lintWording('Act now!', { language: 'en', surface: 'text' })).toMatchObject([
      { pointer: '', code: 'wording' },
    ]);
  });
});

describe('steps for a strain', () => {
  const stepsFor = (...codes: string[]) => {
    const marks = codes.map((code, i) => marked(22 + i, { code, significance: 4 }, { about: 21 }));
    const [alert] = alertsOf(foldEpisode([...withRupture(), ...marks]));
    return alert && wordsFor(alert).wordsToOpenWith;
  };

  it('follow its kind once a note has marked it, and are general where it is unknown or both', () => {
    const [unknown, quiet, open, both] = [
      stepsFor(),
      stepsFor('rupture.withdrawal'),
      stepsFor('rupture.confrontation'),
      stepsFor('rupture.withdrawal', 'rupture.confrontation'),
    ];
    expect(new Set([unknown, quiet, open]).size).toBe(3);
    expect(both).toBe(unknown);
  });
});
