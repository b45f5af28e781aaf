import { foldEpisode, relationshipOf, DEFAULT_RULES } from '#lib/alliance';
import { PART_MARKERS, REPAIR_MARKERS, STRAIN_MARKERS, type ClinicEvent } from '#lib/events';
import { LANGUAGES } from '#lib/kernel';
import { attended, clinicianReview, marked, on, opened, pulse, reviewForm } from '../../alliance/spec/history.js';
import { summarise } from './episode-summary.js';
import { narrate } from './episode-timeline.js';
import { wordWords } from './mark-words.js';
import { describeRelationship } from './relationship-words.js';
import { DEFAULT_WORDINGS } from './wording.js';

const { en, de } = DEFAULT_WORDINGS.in;
const both = [en, de];
const noteWords = (event: ClinicEvent): string[] =>
  both.map((wording) => narrate([opened(), event], DEFAULT_RULES, wording).at(-1)?.words ?? '');
const inWords = (...events: ClinicEvent[]) =>
  both.map((wording) =>
    describeRelationship(relationshipOf(foldEpisode([opened(), ...events])), DEFAULT_RULES, wording),
  );
const summaries = (...events: ClinicEvent[]) =>
  both.map((wording) => summarise(foldEpisode([opened(), ...events]), DEFAULT_RULES, wording));

describe('a mark in a note', () => {
  it.each<[string, object, string, string]>([
    ['S6', { code: 'goal.agreement' }, 'agreement on goals', 'Einigkeit über Ziele'],
    [
      'S6',
      { code: 'task.agreement', significance: 5 },
      'agreement on the way of working',
      'Einigkeit über die Arbeitsweise',
    ],
    ['S6', { code: 'bond', marker: 'trust' }, 'a good bond: trust', 'eine gute Bindung: Vertrauen'],
    [
      'S15',
      { code: 'goal.agreement', marker: 'clear-expectations' },
      'agreement on goals: clear expectations',
      'Einigkeit über Ziele: klare Erwartungen',
    ],
    [
      'S17',
      { code: 'rupture.withdrawal', marker: 'boundaries' },
      'strain, a step back: boundaries',
      'Spannung, ein Schritt zurück: Grenzen',
    ],
    ['S18', { code: 'bond', marker: 'patience' }, 'a good bond: patience', 'eine gute Bindung: Geduld'],
    [
      'S18',
      { code: 'bond', marker: 'emotional-support' },
      'a good bond: feeling safe and supported',
      'eine gute Bindung: Sicherheit und Unterstützung',
    ],
    [
      'S20',
      { code: 'task.agreement', marker: 'what-helped' },
      'agreement on the way of working: what helped',
      'Einigkeit über die Arbeitsweise: was geholfen hat',
    ],
    [
      'any other word',
      { code: 'bond', marker: 'shared-laughter' },
      'a good bond: shared-laughter',
      'eine gute Bindung: shared-laughter',
    ],
  ])('%s says what was ticked, and nothing of strain where none was: %j', (...[, marker, english, german]) =>
    expect(noteWords(marked(7, marker))).toEqual([
      `Marked in a note: ${english}`,
      `In einer Notiz vermerkt: ${german}`,
    ]),
  );

  it('names all of several', () => {
    const markers = [{ code: 'repair.achieved', marker: 'explain-rationale' }, { code: 'goal.agreement' }] as const;
    const event = on(7, 'note.alliance_markers_recorded', { note: 'n', source: 'clinician', markers: [...markers] });
    expect(noteWords(event)[0]).toBe('Marked in a note: repaired: explaining why; agreement on goals');
  });

  it('has words of its own for each word that the catalogue names, in every language', () => {
    for (const word of [...PART_MARKERS, ...STRAIN_MARKERS, ...REPAIR_MARKERS]) {
      const said = LANGUAGES.map((language) => wordWords(word, DEFAULT_WORDINGS.in[language].words));
      expect([word, new Set(said).size]).toEqual([word, LANGUAGES.length]);
    }
  });

  it('S17 shows its word with the strain, in the summary', () => {
    const mark = marked(7, { code: 'rupture.confrontation', marker: 'boundary-crossing', significance: 4 });
    expect(summaries(mark).map(({ rupture }) => rupture?.marked)).toEqual([
      ['a boundary was crossed'],
      ['eine Grenze wurde überschritten'],
    ]);
    const twice = marked(9, { code: 'rupture.confrontation', marker: 'respect', significance: 4 });
    expect(summaries(mark, twice)[0]?.rupture?.marked).toEqual([
      'a boundary was crossed',
      'being respected and valued',
    ]);
    const plain = marked(7, { code: 'rupture.confrontation', significance: 4 });
    expect(summaries(plain)[0]?.rupture).not.toHaveProperty('marked');
  });

  it('of another time or another kind is none about the strain', () => {
    const strain = [pulse(20, 90), pulse(27, 50, [2, 8, 2])];
    expect(
      summaries(marked(7, { code: 'rupture.withdrawal', marker: 'trust' }), ...strain)[0]?.rupture,
    ).not.toHaveProperty('marked');
    expect(
      summaries(...strain, marked(28, { code: 'goal.agreement', marker: 'trust' }))[0]?.rupture,
    ).not.toHaveProperty('marked');
    expect(
      summaries(...strain, marked(28, { code: 'rupture.withdrawal', marker: 'trust' }))[0]?.rupture?.marked,
    ).toEqual(['trust']);
  });
});

describe('what is agreed', () => {
  it('S6, S15 stands in the summary as far as anybody says it', () => {
    expect(summaries()[0]).not.toHaveProperty('goalsAgreed');
    const open = on(1, 'episode.updated', { goalsAgreed: false });
    const unclear = marked(2, { code: 'goal.agreement', marker: 'unclear-expectations' });
    expect(summaries(open, unclear)[0]).toMatchObject({ goalsAgreed: false, expectationsClear: false });
    expect(inWords(open, unclear).map(({ plan }) => plan)).toEqual([
      ['Goals are not agreed yet', 'A note says that expectations are not clear yet'],
      ['Ziele sind noch nicht vereinbart', 'Eine Notiz sagt, dass die Erwartungen noch nicht klar sind'],
    ]);
  });

  it('S6, S15 is not said of where nobody says anything', () => {
    const agreed = on(1, 'episode.updated', { goalsAgreed: true });
    const clear = marked(2, { code: 'goal.agreement', marker: 'clear-expectations' });
    expect(inWords().map(({ plan }) => plan)).toEqual([[], []]);
    expect(inWords(agreed).map(({ plan }) => plan)).toEqual([['Goals are agreed'], ['Ziele sind vereinbart']]);
    expect(inWords(clear)[0]).toMatchObject({
      plan: ['A note says that expectations are clear'],
      marks: ['agreement on goals: clear expectations'],
    });
  });

  it('S6 is a reason to look after three kept appointments without it', () => {
    const open = on(1, 'episode.updated', { goalsAgreed: false });
    expect(summaries(open, attended(7), attended(14), attended(21)).map(({ reason }) => reason)).toEqual([
      'Three kept appointments, and goals are not agreed yet',
      'Drei Termine wahrgenommen, und Ziele sind noch nicht vereinbart',
    ]);
  });
});

describe('the longer form in words', () => {
  it('S20 says what helped and what got in the way, in the timeline and with the relationship', () => {
    const form = reviewForm(30, 8, { w1: 3, w4: 2, w5: 0 });
    expect(noteWords(form)).toEqual([
      'Form received: Rapport Review 80; helpful: being listened to, trying something new in the session; in the way: tasks or exercises between sessions',
      'Bogen eingegangen: Rapport-Rückblick 80; hilfreich: dass zugehört wurde, in der Stunde etwas Neues auszuprobieren; hinderlich: Aufgaben oder Übungen zwischen den Stunden',
    ]);
    expect(inWords(form).map(({ feedback }) => feedback)).toEqual([
      [
        {
          respondent: 'client',
          helped: ['being listened to', 'trying something new in the session'],
          hindered: ['tasks or exercises between sessions'],
        },
      ],
      [
        {
          respondent: 'client',
          helped: ['dass zugehört wurde', 'in der Stunde etwas Neues auszuprobieren'],
          hindered: ['Aufgaben oder Übungen zwischen den Stunden'],
        },
      ],
    ]);
  });

  it('names every part that a form or the profile names', () => {
    const [english, german] = inWords(reviewForm(30, 8), pulse(31, 80));
    expect(Object.keys(english?.parts ?? {}).toSorted()).toEqual(Object.keys(german?.parts ?? {}).toSorted());
    expect(english?.parts).toMatchObject({
      genuineness: 'genuineness and patience',
      trust: 'trust',
      task: 'the way of working',
    });
    expect(german?.parts).toMatchObject({ boundaries: 'stimmige Grenzen', respect: 'Achtung und Wertschätzung' });
  });

  it('S20 says nothing more of a form without such answers', () => {
    expect(noteWords(reviewForm(30, 8))[0]).toBe('Form received: Rapport Review 80');
    expect(noteWords(reviewForm(30, 8, { w1: 1 }))[0]).toBe('Form received: Rapport Review 80');
    expect(noteWords(clinicianReview(30, 8, { w2: 0 }))[0]).toBe(
      'Form received from the clinician: Rapport Review 80; in the way: talking about feelings',
    );
  });
});
