/** What is said of outcome forms, in both languages: the form, whose, its figures, and the better direction. */
import { contact, fromHistory, on, opened, pulse } from '../../alliance/spec/history.js';
import { coping, everyForm, phqOf, totalOf, weekly } from '../../alliance/spec/outcome-history.js';
import { DEFAULT_RULES, foldEpisode } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import { LANGUAGES, type Language } from '#lib/kernel';
import { titleOf, wordsFor } from './alert-words.js';
import { summarise } from './episode-summary.js';
import { narrate } from './episode-timeline.js';
import { lintWording } from './lint/wording-lint.js';
import { DEFAULT_WORDINGS } from './wording.js';

const rules = everyForm();
const fold = (...events: ClinicEvent[]) => foldEpisode([opened(), ...events], rules);
const wording = (language: Language) => DEFAULT_WORDINGS.in[language];
const told = (language: Language, ...events: ClinicEvent[]) => {
  const alert = fold(...events).alerts.findLast(({ rule }) => rule === 'outcome-worse');
  if (!alert) throw new Error('nothing was told');
  return wordsFor(alert, wording(language));
};
const summary = (language: Language, ...events: ClinicEvent[]) => summarise(fold(...events), rules, wording(language));
const timeline = (language: Language, ...events: ClinicEvent[]): string[] =>
  narrate([opened(), ...events], rules, wording(language))
    .slice(1)
    .map(({ words }) => words);

describe('the alert', () => {
  it('M5 says that a PHQ-9 that rose is higher, and that lower is better', () => {
    expect(told('en', ...weekly('phq-9', 8, 16))).toMatchObject({
      title: 'PHQ-9: clearly higher than at the start',
      whatChanged: 'The client’s PHQ-9: 16 now, 8 at the start. That is 8 higher, and on this form lower is better.',
      comparedWith: 'With this person’s own earlier forms. The cutoff of 10 has been crossed.',
      howSure: 'Good. The step is at least this form’s own error of 6 points.',
    });
    expect(told('de', ...weekly('phq-9', 8, 16))).toMatchObject({
      title: 'PHQ-9: deutlich höher als zu Beginn',
      whatChanged:
        'PHQ-9, Selbsteinschätzung: jetzt 16, zu Beginn 8. Das ist um 8 höher, und auf diesem Bogen sind niedrigere Werte besser.',
    });
  });

  it('M5 asks first for safety and a review now where a measured form is clearly worse beyond its cutoff', () => {
    const first = (events: ClinicEvent[], language: Language = 'en') => told(language, ...events).tryNext[0];
    expect(told('en', ...weekly('phq-9', 8, 18)).tryNext).toEqual([
      'Look at how safe the client is now, and ask about it directly.',
      'Take it to a review or to supervision now, without waiting for the next form.',
      'Ask how the week was, and what the form leaves out.',
    ]);
    expect(first(weekly('phq-9', 8, 18), 'de')).toMatch(/wie sicher die Lage ist/);
    for (const other of [weekly('phq-9', 1, 8), weekly('gad-7', 6, 8), [coping(1, 4, 4, 5, 4), coping(8, 1, 1, 0, 1)]])
      expect(first(other)).toBe('Ask how the week was, and what the form leaves out.');
  });

  it('M5 says "about" of a middle of several forms, and calls a step within the error no change for the worse', () => {
    const events = weekly('phq-9', 8, 9, 7, 9, 10);
    expect(told('en', ...events).whatChanged).toContain('10 now, about 8.5 on the forms before. The cutoff is 10');
    expect(told('de', ...events).whatChanged).toContain('jetzt 10, zuletzt etwa 8,5. Der Grenzwert ist 10');
    expect(summary('en', ...events).outcome).toMatchObject([
      { standing: 'steady', words: expect.stringContaining('The cutoff is 10') },
    ]);
    expect(summary('en', ...weekly('phq-9', 8, 18)).outcome).toMatchObject([{ standing: 'worse' }]);
    // halfway back: the alert waits, and the latest form is within the error of the first
    expect(summary('en', ...weekly('phq-9', 8, 18, 13)).outcome).toMatchObject([
      { standing: 'steady', words: 'PHQ-9: 13 now, 8 at the start. The difference is within the form’s own error.' },
    ]);
  });

  it.each<[string, ClinicEvent[], title: string, changed: RegExp]>([
    [
      'M5 ORS',
      weekly('ors', 30, 29, 22.5),
      'ORS: clearly lower than at the start',
      /ORS: 22\.5 now, 30 .* higher is better/,
    ],
    [
      'M5 a relapse',
      weekly('ors', 15, 25, 26, 27, 16),
      'ORS: clearly lower than lately',
      /about 25\.5 on the forms before/,
    ],
    ['M5 a drift', weekly('gad-7', 15, 2, 2, 3, 4, 5, 6, 6), 'GAD-7: clearly higher than at its best', /2 at its best/],
    [
      'M5 across the line',
      weekly('gad-7', 6, 8),
      'GAD-7: risen to or above its cutoff',
      /GAD-7: 8 now, 6 before\. The cutoff is 8/,
    ],
    [
      'M5 under the line',
      weekly('ors', 28, 24),
      'ORS: fallen below its cutoff',
      /ORS: 24 now, 28 before\. The cutoff is 25/,
    ],
    ['S11 goals', weekly('goals', 5, 1), 'Goal ratings: clearly lower than at the start', /Goal ratings: 1 now, 5/],
    [
      'S14 one part',
      [coping(1, 4, 4, 5, 4), coping(8, 5, 4, 0, 5)],
      'Harbour coping: boundaries clearly lower',
      /Harbour coping: 0 for boundaries now, 5 before/,
    ],
  ])('%s', (...[, events, title, changed]) => {
    const words = told('en', ...events);
    expect(words.title).toBe(title);
    expect(words.whatChanged).toMatch(changed);
  });

  it('S14 names the part that moved most, the form as its file does, and that its error is assumed', () => {
    const events = [coping(1, 4, 4, 5, 4), coping(8, 2, 2, 0, 2)];
    expect(told('en', ...events)).toMatchObject({
      comparedWith: 'With this person’s own earlier forms. What moved most is boundaries.',
      howSure: 'Moderate. The step is at least 5 points, an assumed error: none has been published for this form.',
    });
    expect(told('de', ...events).title).toBe('Bewältigung im Hafen: deutlich niedriger als zu Beginn');
  });

  it('M5 names the parts of ours', () => {
    const of = (at: number, total: number, ...[sd, ir, sr]: number[]): ClinicEvent => {
      const event = totalOf(at, 'oq-45', total);
      const totals = [
        { scale: 'total', value: total },
        { scale: 'sd', value: sd },
        { scale: 'ir', value: ir },
        { scale: 'sr', value: sr },
      ];
      return { ...event, data: { ...event.data, totals } } as ClinicEvent;
    };
    expect(told('en', of(1, 60, 30, 15, 15), of(8, 95, 65, 15, 15)).comparedWith).toBe(
      'With this person’s own earlier forms. The cutoff of 64 has been crossed; what moved most is symptom distress.',
    );
  });

  it('names a member, and a second form', () => {
    const of = (value: number, at: number) => totalOf(at, 'ors', { value, respondent: 'member:anna' });
    expect(told('en', of(32, 1), of(18, 8))).toMatchObject({
      title: 'ORS (member anna): clearly lower than at the start',
      whatChanged: expect.stringMatching(/^The ORS \(member anna\): 18 now/) as unknown,
    });
    expect(told('de', of(32, 1), of(18, 8)).whatChanged).toMatch(
      /^ORS \(Mitglied anna\), Selbsteinschätzung: jetzt 18/,
    );
    const both = [...weekly('phq-9', 8, 16), totalOf(1, 'gad-7', 3), totalOf(8.1, 'gad-7', 12)];
    expect(told('en', ...both).howSure).toBe('Good. GAD-7 has changed clearly as well.');
    expect(told('de', ...both).howSure).toBe('Gut. Auch GAD-7 hat sich deutlich verändert.');
  });

  it('names a second form of the clinic’s own as its file does', () => {
    const both = [...weekly('phq-9', 8, 16), coping(1, 5, 5, 5, 5), coping(8.1, 1, 1, 1, 1)];
    expect(told('en', ...both).howSure).toBe('Good. Harbour coping has changed clearly as well.');
    expect(told('de', ...both).howSure).toBe('Gut. Auch Bewältigung im Hafen hat sich deutlich verändert.');
  });

  it('S14 names one part of ours by its name, and one of the clinic’s own by its code', () => {
    const facts = { shape: 'part', form: 'pcl-5', form_title: 'PCL-5', part: 'd', way: 'higher' };
    const title = (language: Language) => titleOf({ rule: 'outcome-worse', facts }, wording(language).words);
    expect([title('en'), title('de')]).toEqual([
      'PCL-5: mood and thoughts clearly higher',
      'PCL-5: Stimmung und Gedanken deutlich höher',
    ]);
    expect(told('en', coping(1, 4, 5, 5, 4), coping(8, 5, 0, 4, 5)).title).toBe(
      'Harbour coping: problem solving clearly lower',
    );
  });

  it('writes its figures as the language does', () =>
    expect(told('de', ...weekly('ors', 30, 22.5)).whatChanged).toBe(
      'ORS, Selbsteinschätzung: jetzt 22,5, zu Beginn 30. Das ist um 7,5 niedriger, und auf diesem Bogen sind höhere Werte besser.',
    ));

  it('is cut to a line where a form has a long name', () => {
    const facts = { shape: 'start', form: 'x', form_title: 'A form with a name '.repeat(5).trim(), way: 'lower' };
    expect(titleOf({ rule: 'outcome-worse', facts }, wording('en').words)).toHaveLength(80);
  });
});

describe('the caseload', () => {
  it('S12 says warmly what is better, in which direction', () => {
    expect(summary('en', ...weekly('gad-7', 20, 12))).toMatchObject({
      attention: 'on-course',
      reason: 'GAD-7: 8 lower than at the start, reliably better',
    });
    expect(summary('de', ...weekly('gad-7', 20, 12)).reason).toBe(
      'GAD-7: um 8 niedriger als zu Beginn, verlässlich besser',
    );
    expect(summary('en', ...weekly('ors', 18, 27.5)).reason).toBe(
      'ORS: 9.5 higher than at the start, reliably better and past its cutoff',
    );
    expect(summary('de', ...weekly('ors', 18, 27.5)).reason).toBe(
      'ORS: um 9,5 höher, verlässlich besser und über den Grenzwert hinaus',
    );
    expect(summary('en', ...weekly('harbour-coping', 4, 8, 12, 16)).reason).toBe(
      'Harbour coping: 12 higher than at the start, clearly better',
    );
  });

  it('M5 says what is worse also where nobody is prompted', () => {
    expect(summary('en', pulse(1, 90), pulse(8, 90), ...weekly('ors', 26, 24.5))).toMatchObject({
      attention: 'keep-an-eye',
      reason: 'ORS: fallen below its cutoff',
    });
  });

  it('S13 does not say that there are no forms', () => {
    expect(summary('en', ...weekly('harbour-coping', 8, 9)).reason).toBe(
      'Forms about how things are so far, none yet about the work together',
    );
  });

  it('has each course in the summary', () => {
    const all = summary(
      'en',
      ...weekly('gad-7', 20, 12),
      ...weekly('ors', 30, 20),
      ...weekly('goals', 5, 5),
      totalOf(1, 'core-10', 12),
    ).outcome;
    expect(all?.map(({ instrument, standing, words }) => [instrument, standing, words])).toEqual([
      ['core-10', 'first-form', 'CORE-10: 12. It is the first one.'],
      ['gad-7', 'improved', 'GAD-7: 8 lower than at the start, reliably better'],
      ['goals', 'steady', 'Goal ratings: 5 now, as at the start.'],
      [
        'ors',
        'worse',
        'The client’s ORS: 20 now, 30 at the start. That is 10 lower, and on this form higher is better.',
      ],
    ]);
    expect(all?.[1]).toMatchObject({ respondent: 'client', forms: 2, first: 20, latest: 12 });
    expect(summary('en', ...weekly('goals', 5, 6)).outcome?.[0]?.words).toBe(
      'Goal ratings: 6 now, 5 at the start. The difference is within the form’s own error.',
    );
    expect(summary('en', pulse(1, 90))).not.toHaveProperty('outcome');
  });

  it('leaves out a form that the clinic no longer has', () => {
    const state = fold(coping(1, 4, 4, 5, 4), ...weekly('gad-7', 20, 12));
    expect(summarise(state, DEFAULT_RULES).outcome?.map(({ instrument }) => instrument)).toEqual(['gad-7']);
  });

  it('says what a person set aside without a judgement', () => {
    const forms = [phqOf(1, 8, 0), phqOf(8, 16, 0)];
    const key = fold(...forms).alerts[0]?.key ?? '';
    const wrong = on(9, 'alert.overridden', { alert: key, by: 'k1', reason: 'wrong' });
    expect(summary('en', ...forms, wrong).outcome).toMatchObject([
      { standing: 'set-aside', words: 'PHQ-9: 16 now, 8 at the start.' },
    ]);
  });
});

describe('the timeline', () => {
  it('has the place of each form and the change since the first, and where the course turned', () => {
    expect(timeline('en', ...weekly('gad-7', 6, 14, 6, 1))).toEqual([
      'Form received: GAD-7 6 (total as it was sent); mild; below the cutoff of 8',
      'Form received: GAD-7 14 (total as it was sent); moderate; at or above the cutoff of 8; 8 higher than at the start',
      'The client’s GAD-7: 14 now, 6 at the start. That is 8 higher, and on this form lower is better.',
      'Something to look at: GAD-7: clearly higher than at the start',
      'Form received: GAD-7 6 (total as it was sent); mild; below the cutoff of 8; as at the start',
      'GAD-7: back to about where it was',
      'Eased: GAD-7: clearly higher than at the start',
      'Form received: GAD-7 1 (total as it was sent); minimal; below the cutoff of 8; 5 lower than at the start',
      'GAD-7: 5 lower than at the start, reliably better',
    ]);
    expect(timeline('de', ...weekly('ors', 20, 30))).toEqual([
      'Bogen eingegangen: ORS 20 (Gesamtwert wie übermittelt); unter dem Grenzwert von 25',
      'Bogen eingegangen: ORS 30 (Gesamtwert wie übermittelt); nicht unter dem Grenzwert von 25; um 10 höher als zu Beginn',
      'ORS: um 10 höher, verlässlich besser und über den Grenzwert hinaus',
    ]);
  });

  it('tells of each of several forms its own place and turn, and of each turn once', () => {
    const forms = [totalOf(1, 'gad-7', 6), totalOf(1.1, 'ors', 20), totalOf(8, 'gad-7', 14), totalOf(8.1, 'ors', 30)];
    expect(timeline('en', ...forms, contact(9))).toEqual([
      'Form received: GAD-7 6 (total as it was sent); mild; below the cutoff of 8',
      'Form received: ORS 20 (total as it was sent); below the cutoff of 25',
      'Form received: GAD-7 14 (total as it was sent); moderate; at or above the cutoff of 8; 8 higher than at the start',
      'The client’s GAD-7: 14 now, 6 at the start. That is 8 higher, and on this form lower is better.',
      'Something to look at: GAD-7: clearly higher than at the start',
      'Form received: ORS 30 (total as it was sent); not below the cutoff of 25; 10 higher than at the start',
      'ORS: 10 higher than at the start, reliably better and past its cutoff',
      'Message to the client',
    ]);
  });

  it('says nothing of a cutoff where the form has none', () =>
    expect(timeline('en', ...weekly('goals', 5, 4))).toEqual([
      'Form received: Goal ratings 5 (total as it was sent)',
      'Form received: Goal ratings 4 (total as it was sent); 1 lower than at the start',
    ]));

  it('tells what grew as going on in a later alert', () => {
    expect(timeline('en', ...weekly('ors', 38, 31, 22))).toEqual(
      expect.arrayContaining(['Goes on in a later one: ORS: clearly lower than at the start']),
    );
  });

  it('shows what came with history at its date', () => {
    const kinds = narrate([opened(), ...weekly('gad-7', 6, 14).map(fromHistory)], rules).map(({ kind, lane }) => [
      kind,
      lane,
    ]);
    expect(kinds).toContainEqual(['outcome.worse', 'forms']);
  });
});

it.each(LANGUAGES)('every sentence about outcome passes the lint in %s', (language) => {
  const courses = [
    weekly('phq-9', 8, 16),
    weekly('ors', 30, 22),
    weekly('ors', 15, 25, 26, 27, 16),
    weekly('gad-7', 15, 2, 2, 3, 4, 5, 6, 6),
    weekly('gad-7', 6, 8),
    weekly('ors', 28, 24),
    weekly('homework', 4, 1),
    weekly('cors', 36, 24),
    weekly('gad-7', 20, 12, 6, 20),
    [coping(1, 4, 4, 5, 4), coping(8, 5, 4, 0, 5)],
    [coping(1, 4, 4, 5, 4), coping(8, 2, 2, 0, 2)],
  ];
  for (const events of courses) {
    const alerts = fold(...events).alerts.map((alert) => wordsFor(alert, wording(language)));
    const { reason, outcome = [] } = summary(language, ...events);
    const texts = [
      ...alerts.flatMap((one) => Object.values(one).flat() as string[]),
      ...outcome.map(({ words }) => words),
    ];
    const faults = [
      ...texts.flatMap((text) => lintWording(text, { language, surface: 'text' }).map((fault) => ({ text, ...fault }))),
      ...[reason, ...alerts.map(({ title }) => title)].flatMap((text) =>
        lintWording(text, { language, surface: 'title' }),
      ),
    ];
    expect(faults).toEqual([]);
  }
});
