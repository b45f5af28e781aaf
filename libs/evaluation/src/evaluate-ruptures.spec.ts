import {
  attended,
  closed,
  day,
  handover,
  marked,
  missed,
  opened,
  pulse,
  withRupture,
} from '../../alliance/spec/history.js';
import { DEFAULT_RULES, foldEpisode } from '#lib/alliance';
import { evaluateRuptures, matchPrompts, type TrueRupture } from './evaluate-ruptures.js';
import { rupturesIn, type SeenRupture } from './rupture-history.js';

describe('the ruptures of a history', () => {
  it('are told when the rules were sure, and repaired when the ratings had come back', () => {
    const history = [...withRupture(), pulse(28, 88), pulse(35, 90)];
    expect(rupturesIn(history)).toMatchObject([
      { episode: 'e1', clinician: 'k1', onset: day(21), toldAt: day(21), repairedAt: day(28), settledAt: day(28) },
    ]);
  });

  it('are one for each fall, and open until something ends them', () => {
    const twice = [...withRupture(), pulse(28, 88), pulse(35, 90), pulse(42, 55)];
    expect(rupturesIn(twice).map(({ onset, toldAt, settledAt }) => [onset, toldAt, settledAt])).toEqual([
      [day(21), day(21), day(28)],
      [day(42), day(42), null],
    ]);
    expect(rupturesIn([...withRupture(), closed(30)])).toMatchObject([{ repairedAt: null, settledAt: day(30) }]);
  });

  it('name the client, the clinician, the sign and what found it', () => {
    expect(rupturesIn(withRupture())).toEqual([
      {
        episode: 'e1',
        client: 'c1',
        clinician: 'k1',
        cause: 'pulse-21-client',
        onset: day(21),
        kind: 'unknown',
        rules: ['reliable-drop', 'dual-spread'],
        toldAt: day(21),
        repairedAt: null,
        settledAt: null,
      },
    ]);
  });

  it('are told by an alert on rupture, and by no other', () => {
    const absent = [opened(), pulse(1, 88), pulse(7, 72), attended(8), missed(15), missed(22), pulse(23, 70)];
    // small signs would join the first fall
    const rules = { ...DEFAULT_RULES, shadow: ['weak-signs'] };
    expect(foldEpisode(absent, rules).alerts.map(({ rule }) => rule)).toEqual(['stopped-coming']);
    expect(rupturesIn(absent, rules)).toMatchObject([{ onset: day(7), toldAt: null }]);
  });

  it('keep the first day of a repair, and the clinician who was told then', () => {
    const later = [...withRupture(), pulse(28, 88), pulse(35, 90), handover(40), closed(50)];
    expect(rupturesIn(later)).toMatchObject([{ clinician: 'k1', repairedAt: day(28), settledAt: day(28) }]);
  });

  it('are those of whoever works with the client where nobody was told', () => {
    const suspected = [opened(), handover(0.5), pulse(1, 88), pulse(7, 72)];
    expect(rupturesIn(suspected)).toMatchObject([{ clinician: 'k2', toldAt: null }]);
    expect(rupturesIn(withRupture().slice(1))).toMatchObject([{ clinician: '' }]);
  });

  it('are found by the rules of the clinic', () => {
    const wider = {
      ...DEFAULT_RULES,
      parameters: { 'reliable-drop': { reliableChanges: 9 }, level: { consecutive: 3 } },
    };
    expect(rupturesIn(withRupture(), wider).flatMap(({ rules }) => rules)).not.toContain('reliable-drop');
  });

  it('are not told before there is an episode, and not at all while they are only suspected', () => {
    expect(rupturesIn(withRupture().slice(1))).toMatchObject([{ toldAt: null }]);
    expect(rupturesIn([opened(), pulse(1, 88), pulse(7, 72)]).map(({ toldAt }) => toldAt)).toEqual([null]);
  });
});

describe('a prompt that repeats what its reader wrote', () => {
  const confrontation = { code: 'rupture.confrontation', significance: 4 };
  const echoIn = (...events: Parameters<typeof rupturesIn>[0]): (true | undefined)[] =>
    rupturesIn([opened(), ...events]).flatMap(({ toldAt, echo }) => (toldAt === null ? [] : [echo]));

  it('is none where the client said or showed something', () => {
    expect(rupturesIn(withRupture()).map(({ echo }) => echo)).toEqual([undefined]);
  });

  it('is none where somebody else marked it', () => {
    const marks = marked(3, confrontation, { source: 'supervisor' });
    const bySupervisor = { ...marks, data: { ...marks.data, author: 'k7' } } as typeof marks;
    expect(echoIn(bySupervisor)).toEqual([undefined]);
  });

  it('is one where the very person who gets it wrote all that it rests on', () => {
    const marks = marked(3, confrontation, { source: 'supervisor' });
    const byCover = { ...marks, data: { ...marks.data, author: 'k7' } } as typeof marks;
    expect(echoIn(handover(1, 'k7', 'cover'), byCover)).toEqual([true]);
    // what a form says besides is news to them
    expect(echoIn(handover(1, 'k7', 'cover'), pulse(2, 90), pulse(2.5, 60), byCover)).toEqual([undefined]);
  });
});

const truth = (began: number, repaired: number | null = null, episode = 'e1'): TrueRupture => ({
  episode,
  client: `c-${episode}`,
  began: day(began),
  repairedAt: repaired === null ? null : day(repaired),
  readable: true,
});

const seen = (told: number | null, repaired: number | null = null, episode = 'e1'): SeenRupture => ({
  episode,
  client: `c-${episode}`,
  clinician: 'k1',
  cause: `${episode}-${told}`,
  onset: day(told ?? 0),
  kind: 'unknown',
  rules: ['level'],
  toldAt: told === null ? null : day(told),
  repairedAt: repaired === null ? null : day(repaired),
  settledAt: repaired === null ? null : day(repaired),
});

const ruptureOf = (prompts: readonly SeenRupture[], ruptures: readonly TrueRupture[]) =>
  matchPrompts(prompts, ruptures).map(({ rupture, repeats }) =>
    repeats ? 'again' : rupture && ruptures.indexOf(rupture),
  );

describe('a prompt and a true rupture belong together', () => {
  it.each([
    [9, null],
    [10, 0],
    [20, 0],
    [22, 0],
    [22.01, null],
  ])('from its beginning until two days after its repair: told on day %d', (told, match) => {
    expect(ruptureOf([seen(told)], [truth(10, 20)])).toEqual([match]);
  });

  it('one to one, and the one that began last comes first', () => {
    const ruptures = [truth(10), truth(15)];
    expect(ruptureOf([seen(16), seen(17), seen(18)], ruptures)).toEqual([1, 0, 'again']);
  });

  it('whatever the order in which they are given', () => {
    const [early, late] = [truth(10), truth(15)];
    const prompts = [seen(18), seen(16), seen(17)];
    expect(matchPrompts(prompts, [late, early]).map(({ prompt, rupture }) => [prompt.toldAt, rupture])).toEqual([
      [day(16), late],
      [day(17), early],
      [day(18), null],
    ]);
  });

  it('in one episode only, and where somebody was told', () => {
    expect(ruptureOf([seen(12, null, 'e2'), seen(null)], [truth(10)])).toEqual([null]);
  });
});

describe('the figures on rupture', () => {
  const hours = [3, 10, 17].map((at) => ({ client: 'c-e1', clinician: 'k1', at: day(at) }));
  const ground = { hours, asOf: day(100), seed: 1, rounds: 20 };

  it('count what was found, what was false, and what could not be seen', () => {
    const ruptures = [truth(10, 20), { ...truth(40), readable: false }, truth(30, 50, 'e2'), truth(99, null, 'e3')];
    const figures = evaluateRuptures([seen(11, 25), seen(29, null, 'e2'), seen(99, null, 'e3')], {
      ...ground,
      truth: ruptures,
    });
    expect(figures).toMatchObject({
      strains: 3,
      found: 1,
      recall: 1 / 3,
      readable: 2 / 3,
      recallOfReadable: 1 / 2,
      standing: 1 / 3,
      prompts: 3,
      falsePrompts: 1,
      precision: 2 / 3,
      clinicianWeeks: 3,
      falsePerClinicianWeek: 1 / 3,
      falsePerHundredHours: 100 / 3,
      daysToPrompt: 1,
    });
    expect(figures.recallInterval?.low).toBeLessThanOrEqual(1 / 3);
    expect(figures.recallInterval?.high).toBeGreaterThanOrEqual(1 / 3);
  });

  it('say of each rupture without a prompt why there was none, once', () => {
    const one = (episode: string, more: Partial<TrueRupture> = {}): TrueRupture => ({
      ...truth(40, 50, episode),
      ...more,
    });
    const ruptures = [
      one('found', { hidden: 'full-marks', otherAlert: true }),
      one('unread', { readable: false, hidden: 'first-form', otherAlert: true }),
      one('standing', { hidden: 'full-marks' }),
      one('marked', { hidden: 'own-mark' }),
      one('top', { hidden: 'full-marks' }),
      one('first', { hidden: 'first-form' }),
      one('small'),
      one('slight', { hidden: null }),
    ];
    const prompts = [seen(41, 60, 'found'), seen(29, null, 'standing'), seen(29, 35, 'top'), seen(29, null, 'unread')];
    const { missed: without, otherwiseTold } = evaluateRuptures(prompts, { ...ground, truth: ruptures });
    expect(without).toEqual({ unreadable: 1, standing: 1, ownMark: 1, fullMarks: 1, firstForm: 1, withinError: 2 });
    expect(otherwiseTold).toBe(1 / 8);
  });

  it('count a repair that is seen before it is so as wrong', () => {
    const ruptures = [truth(10, 20), truth(10, 30, 'e2'), truth(10, null, 'e3')];
    const prompts = [seen(11, 23), seen(11, 25, 'e2'), seen(11, 25, 'e3')];
    expect(evaluateRuptures(prompts, { ...ground, truth: ruptures }).repair).toEqual({
      repaired: 2,
      recall: 1 / 2,
      seen: 3,
      precision: 1 / 3,
      days: 3,
    });
  });

  it('are null and not nought where there is nothing to count', () => {
    const figures = evaluateRuptures([], { ...ground, truth: [], hours: [] });
    expect(figures).toMatchObject({ recall: null, precision: null, falsePerClinicianWeek: null, daysToPrompt: null });
  });

  const figuresOf = (prompts: readonly SeenRupture[], ruptures: readonly TrueRupture[], more = {}) =>
    evaluateRuptures(prompts, { ...ground, truth: ruptures, ...more });

  it.each([
    ['86 days in', 86, 1],
    ['less than two weeks before the end', 86.01, 0],
  ])('count a rupture that began %s of a hundred: %d', (_, began, ruptures) =>
    expect(figuresOf([], [truth(began)])).toMatchObject({ strains: ruptures, recall: ruptures === 0 ? null : 0 }),
  );

  it('tell a rupture that found an earlier prompt standing from one that nobody was told of', () => {
    const standing = (settled: number | null, told: number | null = 15, episode = 'e1'): number | null =>
      figuresOf(
        [{ ...seen(told, null, episode), settledAt: settled === null ? null : day(settled) }],
        [truth(10, 16), truth(20)],
      ).standing;
    // of the two ruptures the first has the prompt, unless none was told or it was told in another episode
    expect(standing(null)).toBe(1 / 2);
    expect(standing(21)).toBe(1 / 2);
    expect(standing(20)).toBe(0);
    expect(standing(19)).toBe(0);
    expect(standing(null, null)).toBe(0);
    expect(standing(null, 15, 'e2')).toBe(0);
    expect(figuresOf([seen(15), seen(16)], [truth(10, 16)]).standing).toBe(0);
  });

  it('do not call a prompt standing that came at the very beginning', () => {
    const ruptures = [truth(20), truth(20)];
    expect(figuresOf([seen(20)], ruptures)).toMatchObject({ found: 1, standing: 0 });
    expect(figuresOf([seen(19)], ruptures)).toMatchObject({ found: 0, standing: 1 });
  });

  it('tell a repetition from a prompt about nothing', () => {
    const figures = figuresOf([seen(11), seen(12), seen(13), seen(5)], [truth(10)]);
    expect(figures).toMatchObject({ prompts: 4, falsePrompts: 3, repeats: 2, precision: 1 / 4 });
  });

  it('count the false ones in a hundred hours', () =>
    expect(figuresOf([seen(5), seen(6)], [])).toMatchObject({
      falsePrompts: 2,
      falsePerHundredHours: expect.closeTo(66.667, 3) as number,
    }));

  it('count among the readable only what could be read, also where more was found', () => {
    const ruptures = [truth(10), { ...truth(10, null, 'e2'), readable: false }, truth(10, null, 'e3')];
    const figures = figuresOf([seen(11), seen(11, null, 'e2')], ruptures);
    expect(figures).toMatchObject({ found: 2, recall: 2 / 3, readable: 2 / 3, recallOfReadable: 1 / 2 });
  });

  it('count apart what neither a form nor a mark told of, found or not', () => {
    const ruptures = ['e1', 'e2', 'e3'].map((episode) => ({ ...truth(10, null, episode), readable: episode === 'e1' }));
    expect(figuresOf([seen(11), seen(11, null, 'e2')], ruptures)).toMatchObject({ unreadable: 2, foundUnreadable: 1 });
    expect(figuresOf([], [])).toMatchObject({ unreadable: 0, foundUnreadable: 0 });
  });

  it('give the share of the prompts that tell people what they wrote', () => {
    const echo = { ...seen(11), echo: true as const };
    expect(figuresOf([echo, seen(12), seen(13), seen(14)], [truth(10)]).echoes).toBe(1 / 4);
    expect(figuresOf([{ ...echo, toldAt: null }, seen(12)], []).echoes).toBe(0);
    expect(figuresOf([], []).echoes).toBeNull();
  });

  it('give the days from the beginning to the prompt as their median', () => {
    const ruptures = [truth(10), truth(10, null, 'e2'), truth(10, null, 'e3')];
    const prompts = [seen(11), seen(13, null, 'e2'), seen(30, null, 'e3')];
    expect(figuresOf(prompts, ruptures).daysToPrompt).toBe(3);
    expect(figuresOf([], ruptures)).toMatchObject({ recall: 0, daysToPrompt: null, precision: null });
  });

  it('count a week once for each clinician who had an hour in it', () => {
    const held = (at: number, clinician = 'k1') => ({ client: 'c-e1', clinician, at: day(at) });
    const weeks = (...some: ReturnType<typeof held>[]): number => figuresOf([], [], { hours: some }).clinicianWeeks;
    expect(weeks(held(0), held(1))).toBe(1);
    expect(weeks(held(0), held(7))).toBe(2);
    expect(weeks(held(0), held(1, 'k2'))).toBe(2);
  });

  it('give the false prompts a week with what another draw of clients would have shown', () => {
    const busy = ['c-e1', 'c-e2', 'c-e3', 'c-e4'].map((client) => ({ client, clinician: 'k1', at: day(3) }));
    const wrong = [seen(11), seen(12), seen(13)];
    const { falseInterval, falsePerClinicianWeek } = figuresOf(wrong, [], { hours: busy, rounds: 200 });
    expect(falsePerClinicianWeek).toBe(3);
    // the one client of whom all three are may be drawn not at all, or up to four times
    expect(falseInterval?.low).toBe(0);
    expect([6, 9]).toContain(falseInterval?.high);
    // also of a client who never came
    expect(figuresOf([seen(11, null, 'e9')], [], { hours: [] }).falseInterval).toBeNull();
    expect(figuresOf([], [], { hours: busy }).falseInterval).toEqual({ low: 0, high: 0 });
    expect(figuresOf([seen(11, null, 'e9')], [], { hours: busy.slice(0, 1) }).falseInterval?.high).toBe(2);
  });

  it('give the share that was found with what another draw of clients would have shown', () => {
    const ruptures = [truth(10), truth(10, null, 'e2')];
    expect(figuresOf([seen(11)], ruptures, { rounds: 100 }).recallInterval).toEqual({ low: 0, high: 1 });
    expect(figuresOf([], ruptures).recallInterval).toEqual({ low: 0, high: 0 });
    expect(figuresOf([], []).recallInterval).toBeNull();
  });

  it('count a repair only where it was two weeks before the end, and a claim wherever it was made', () => {
    const repairOf = (truly: number | null, claimed: number | null) =>
      figuresOf([seen(11, claimed)], [truth(10, truly)]).repair;
    expect(repairOf(86, 90)).toMatchObject({ repaired: 1, recall: 1, seen: 1, precision: 1, days: 4 });
    expect(repairOf(86.01, 90)).toMatchObject({ repaired: 0, recall: null, seen: 1, precision: 1 });
    expect(repairOf(86, 86)).toMatchObject({ recall: 1, precision: 1, days: 0 });
    expect(repairOf(86, 85.99)).toMatchObject({ recall: 0, precision: 0, days: null });
    expect(repairOf(86, null)).toMatchObject({ repaired: 1, recall: 0, seen: 0, precision: null, days: null });
    expect(repairOf(null, 90)).toMatchObject({ repaired: 0, recall: null, seen: 1, precision: 0, days: null });
    expect(repairOf(null, null)).toEqual({ repaired: 0, recall: null, seen: 0, precision: null, days: null });
  });
});
