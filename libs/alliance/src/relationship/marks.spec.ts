import { attended, clinicianReview, marked, on, opened, pulse, requested, reviewForm } from '../../spec/history.js';
import { attentionOf } from '../episode/attention.js';
import { latestAlliance } from '../episode/own-forms.js';
import { foldEpisode } from '../episode/episode.js';
import { relationshipOf } from './relationship.js';
import type { ClinicEvent } from '#lib/events';

const of = (...events: ClinicEvent[]) => relationshipOf(foldEpisode([opened(), ...events]));

describe('marks in notes', () => {
  it.each([
    ['S15', 'goal.agreement', 'clear-expectations', 'expectations'],
    ['S16', 'task.agreement', 'reliability', 'consistency'],
    ['S17', 'rupture.withdrawal', 'boundary-crossing', 'boundaries'],
    ['S18', 'bond', 'authenticity', 'genuineness'],
    ['S18', 'bond', 'patience', 'genuineness'],
    ['S7', 'bond', 'feeling-valued', 'respect'],
    ['S7', 'bond', 'feeling-safe', 'support'],
    ['S2', 'bond', 'openness', 'openness'],
    ['S20', 'task.agreement', 'what-helped', 'helpfulness'],
  ])('%s: %s with %s is kept and says %s', (...[, code, marker, part]) =>
    expect(of(marked(7, { code, marker, significance: 2 })).marks).toMatchObject([
      { code, word: marker, part, significance: 2, source: 'clinician' },
    ]),
  );

  it('are shown whatever their word is, and say nothing where software suggests them', () => {
    expect(of(marked(7, { code: 'bond', marker: 'shared-laughter' })).marks).toMatchObject([
      { word: 'shared-laughter', part: null },
    ]);
    expect(of(marked(7, { code: 'bond' })).marks).toMatchObject([{ word: null, part: null, significance: null }]);
    expect(of(marked(7, { code: 'bond', marker: 'respect' }, { source: 'assisted' })).marks).toEqual([]);
  });

  it('stand in the order of their hours, and go with their note', () => {
    const [late, early] = [marked(9, { code: 'bond' }, { about: 2 }), marked(8, { code: 'bond' }, { about: 5 })];
    expect(of(late, early).marks.map(({ event }) => event)).toEqual(
      [late, early].map(({ id, source }) => `${source} ${id}`),
    );
    expect(of(late, on(10, 'note.voided', { note: 'n9', cause: 'deleted' })).marks).toEqual([]);
  });
});

describe('clear expectations', () => {
  const clear = (...marks: (readonly [day: number, code: string, marker: string])[]) =>
    of(...marks.map(([at, code, marker]) => marked(at, { code, marker }))).plan.expectationsClear;
  it.each<[string, boolean | null, (readonly [number, string, string])[]]>([
    ['is unknown without a mark about them', null, [[3, 'goal.agreement', 'trust']]],
    ['S15 is what agreement about them says', true, [[3, 'goal.agreement', 'expectations']]],
    ['is not what strain about them says', false, [[3, 'rupture.withdrawal', 'expectations']]],
    ['is not what the word itself denies', false, [[3, 'task.agreement', 'unclear-expectations']]],
    [
      'goes by the latest hour',
      true,
      [
        [3, 'rupture.confrontation', 'clear-expectations'],
        [9, 'task.agreement', 'clear-expectations'],
      ],
    ],
  ])('%s', (_, expected, marks) => expect(clear(...marks)).toBe(expected));
});

describe('goals that are not agreed', () => {
  const kept = (n: number): ClinicEvent[] => Array.from({ length: n }, (_, i) => attended(7 * i + 7));
  const because = (...events: ClinicEvent[]) => attentionOf(foldEpisode([opened(), ...events]));
  const open = on(1, 'episode.updated', { goalsAgreed: false });

  it('S6 are a reason to look from the third kept appointment on', () => {
    expect(because(open, ...kept(2))).toMatchObject({ because: { code: 'no-forms' } });
    expect(because(open, ...kept(3))).toEqual({ attention: 'keep-an-eye', because: { code: 'goals-open' } });
    expect(because(open, ...kept(3), pulse(22, 90), pulse(29, 90)).because).toEqual({ code: 'goals-open' });
  });

  it('are none once somebody says that they are agreed, in the plan or in a note', () => {
    expect(because(open, ...kept(4), on(30, 'episode.updated', { goalsAgreed: true })).because.code).toBe('no-forms');
    expect(because(open, ...kept(4), marked(30, { code: 'goal.agreement' })).because.code).toBe('no-forms');
    expect(because(open, ...kept(4), marked(30, { code: 'goal.agreement' }, { source: 'assisted' })).because.code).toBe(
      'goals-open',
    );
  });

  it('are no reason where no source says anything of them, and no alert at all', () => {
    expect(because(...kept(5)).because.code).toBe('no-forms');
    expect(foldEpisode([opened(), open, ...kept(5)]).alerts).toEqual([]);
  });

  it('stand behind a strain, which is more', () =>
    expect(because(open, ...kept(3), pulse(22, 90), pulse(29, 50)).because.code).toBe('alert'));
});

describe('a longer form beside the Pulse', () => {
  const weekly = [1, 8, 15, 22].map((at) => pulse(at, 88));
  const latest = (...events: ClinicEvent[]) => latestAlliance(foldEpisode([opened(), ...events]));

  it('is a series of its own, and stands back while the Pulse is in use', () => {
    expect(latest(...weekly, reviewForm(23, 7))).toHaveLength(4);
    const { series } = foldEpisode([opened(), ...weekly, reviewForm(23, 7)]);
    expect(series.map(({ instrument, ratings }) => [instrument, ratings.length])).toEqual([
      ['pulse', 4],
      ['review', 1],
    ]);
  });

  it('stands for itself alone, and where the Pulse has not come for six weeks', () => {
    expect(latest(reviewForm(23, 7), reviewForm(53, 8))).toEqual([70, 80]);
    expect(latest(...weekly, reviewForm(64, 7))).toHaveLength(4);
    expect(latest(...weekly, reviewForm(64.1, 7))).toEqual([70]);
  });

  it('asks for a look by itself, for as long as it is recent', () => {
    const because = (...events: ClinicEvent[]) => attentionOf(foldEpisode([opened(), ...events])).because;
    expect(because(...weekly, reviewForm(23, 6))).toEqual({ code: 'asking', rule: 'level' });
    expect(because(...weekly, reviewForm(23, 7)).code).toBe('steady');
    expect(because(...weekly, reviewForm(23, 6), pulse(65, 88)).code).toBe('asking');
    expect(because(...weekly, reviewForm(23, 6), pulse(65.1, 88)).code).toBe('steady');
  });

  it('is a fall on its own measure alone', () => {
    const rupture = (...events: ClinicEvent[]) => foldEpisode([opened(), ...events]).rupture;
    expect(rupture(...weekly, reviewForm(23, 7))).toBeNull();
    expect(rupture(reviewForm(1, 9), reviewForm(31, 7))).toMatchObject({ series: 'review@1/client' });
  });

  it('is missing where it was asked for and did not come', () => {
    const asked = { ...requested(30, 33, 'r1') } as Extract<ClinicEvent, { type: 'feedback.requested' }>;
    const review = { ...asked, data: { ...asked.data, instrument: { code: 'review', version: '1' } } };
    const expired = on(34, 'feedback.expired', { form: 'r1', instrument: { code: 'review', version: '1' } });
    expect(foldEpisode([opened(), review, expired]).unanswered).toBe(1);
  });

  it.each<[string, string, Record<string, number>, Record<string, number>]>([
    ['S2', 'openness', { o1: 0, o2: 0 }, { openness: 0 }],
    ['S7', 'respect and support', { v1: 2, v2: 1, s1: 3, s2: 3 }, { respect: 15, support: 30 }],
    ['S15', 'expectations', { x1: 1, x2: 2 }, { expectations: 15 }],
    ['S17', 'boundaries', { b1: 1, b2: 1 }, { boundaries: 10 }],
    ['S18', 'genuineness', { g1: 0, g2: 4 }, { genuineness: 20 }],
  ])('%s shows %s as each side sees it', (...[, , low, values]) => {
    const { views } = of(reviewForm(23, 9, low), clinicianReview(24, 9));
    const [part = ''] = Object.keys(values);
    expect(views.find(({ respondent }) => respondent === 'client')?.values).toMatchObject(values);
    expect(views.find(({ respondent }) => respondent === 'clinician')?.values).toMatchObject({ [part]: 90 });
  });

  it('S20 keeps what helped and what got in the way, of the latest form', () => {
    const { views } = of(reviewForm(1, 9, { w1: 3, w5: 0 }), reviewForm(31, 9, { w1: 1, w2: 2, w4: 0 }));
    expect(views).toMatchObject([{ instrument: 'review', helped: ['w2'], hindered: ['w4'] }]);
  });
});
