/** One part of the relationship moves while the others stay: it is seen, told once, and named. */
import { srs, type Instrument } from '#lib/instruments';
import { DEFAULT_WORDINGS, wordsFor } from '#lib/presentation';
import type { ClinicEvent } from '#lib/events';
import { filled, pulseWith, rulesWith } from '../../spec/forms.js';
import { on, opened, waiSrForm } from '../../spec/history.js';
import type { ClinicRules } from '../rules/clinic-rules.js';
import type { Alert } from '../state/alert.js';
import { attentionOf } from './attention.js';
import { foldEpisode } from './episode.js';

const weeks = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => 7 * (from + i));
/** Five forms of nines, and then this one. */
const afterFive = (answers: Readonly<Record<string, number>>): ClinicEvent[] => [
  opened(),
  ...weeks(1, 5).map((at) => pulseWith(at)),
  pulseWith(42, answers),
];
const told = (events: readonly ClinicEvent[], rules?: ClinicRules): readonly Alert[] =>
  foldEpisode(events, rules).alerts.filter(({ rule }) => rule === 'strain-open');
const facts = (events: readonly ClinicEvent[], rules?: ClinicRules): Alert['facts'] | undefined =>
  told(events, rules)[0]?.facts;

describe('a part that falls alone', () => {
  it.each([
    ['S1', 'trust', 'p6'],
    ['S3', 'empathy', 'p1'],
    ['S4', 'listening', 'p2'],
    ['S5', 'acceptance', 'p3'],
    ['S6', 'goal', 'p4'],
    ['S6', 'task', 'p5'],
  ])('%s: %s from 9 to 1 is told as that part', (_, part, item) => {
    const events = afterFive({ [item]: 1 });
    expect(told(events)).toHaveLength(1);
    expect(facts(events)).toMatchObject({ basis: 'part', part, partBefore: 90, partNow: 10, form: 'pulse' });
  });

  it.each([
    [{ p7: 0, p8: 0 }, 'engagement'],
    [{ p7: 1, p8: 3 }, 'engagement'],
    [{ p8: 0 }, 'coping-goals'],
    [{ p7: 1 }, 'engagement'],
  ])('S9: engagement counts though it is outside of the total: %j', (answers, part) => {
    expect(facts(afterFive(answers))).toMatchObject({ part });
  });

  it.each([{ p6: 4 }, { p1: 3 }, { p2: 2, p3: 8 }, { p4: 0, p5: 5 }])(
    'S1 to S6: so is another sure fall: %j',
    (answers) => expect(told(afterFive(answers))).toHaveLength(1),
  );

  it.each([{ p6: 6 }, { p1: 5 }, { p7: 6, p8: 6 }, { p2: 5 }])('is suspected where it is smaller: %j', (answers) => {
    const state = foldEpisode(afterFive(answers));
    expect([told(afterFive(answers)).length, state.rupture?.state]).toEqual([0, 'suspected']);
    expect(attentionOf(state)).toMatchObject({ attention: 'keep-an-eye', because: { code: 'part-lower' } });
  });

  it.each([{}, { p6: 8 }, { p1: 7, p2: 10 }, { p7: 7, p8: 9 }, { p3: 7 }])(
    'is nothing where it is as usual: %j',
    (answers) => {
      const state = foldEpisode(afterFive(answers));
      expect([state.alerts.length, state.rupture]).toEqual([0, null]);
      expect(attentionOf(state).because.code).toBe('steady');
    },
  );

  it('is no part where the whole form fell', () =>
    expect(facts(afterFive({ p1: 5, p2: 5, p3: 5, p4: 5, p5: 5, p6: 5 }))).not.toHaveProperty('part'));

  it('is told once, while it lasts', () => {
    const lasting = weeks(7, 6).map((at) => pulseWith(at, { p6: 1 }));
    expect(told([...afterFive({ p6: 1 }), ...lasting])).toHaveLength(1);
    expect(foldEpisode([...afterFive({ p6: 1 }), ...lasting]).rupture?.state).toBe('unrepaired');
  });

  it('eases when the part is back', () => {
    const back = weeks(7, 2).map((at) => pulseWith(at));
    expect(told([...afterFive({ p6: 1 }), ...back])[0]?.status).toBe('eased');
    expect(told([...afterFive({ p7: 0, p8: 0 }), ...back])[0]?.status).toBe('eased');
  });

  it('does not ease when only the others rise', () => {
    const others = weeks(7, 2).map((at) => pulseWith(at, { p1: 10, p2: 10, p3: 10, p4: 10, p5: 10, p6: 1 }));
    expect(told([...afterFive({ p6: 1 }), ...others])[0]?.status).toBe('open');
  });

  it('S1: needs to be very deep while there are two forms to compare with, and deeper beside one', () => {
    const after = (answers: Readonly<Record<string, number>>) => [
      opened(),
      pulseWith(7),
      pulseWith(14),
      pulseWith(21, answers),
    ];
    expect(facts(after({ p6: 1 }))).toMatchObject({ part: 'trust' });
    expect(told(after({ p6: 4 }))).toEqual([]);
    const second = (trust: number) => [opened(), pulseWith(7), pulseWith(14, { p6: trust })];
    expect(facts(second(1))).toMatchObject({ part: 'trust', earlier: 'one' });
    expect(told(second(4))).toEqual([]);
    expect(foldEpisode(second(4)).rupture).toBeNull();
  });

  it('is held against one form before it only as long as there is one', () => {
    const kept = [opened(), pulseWith(7), pulseWith(14, { p6: 1 }), pulseWith(21), pulseWith(28, { p6: 1 })];
    expect(told(kept).at(-1)?.facts).not.toHaveProperty('earlier');
  });
});

describe('which part is named first', () => {
  const both = [...weeks(1, 5).map((at) => pulseWith(at)), pulseWith(42, { p3: 1, p5: 1 })];
  const openedAs = (approach: string): ClinicEvent => on(0, 'episode.opened', { clinician: 'k1', approach } as never);

  it.each([
    ['cbt', 'task'],
    ['dbt', 'acceptance'],
    ['person-centred', 'acceptance'],
    ['emdr', 'task'],
  ])('S6: is the approach’s choice: %s', (approach, part) =>
    expect(facts([openedAs(approach), ...both])).toMatchObject({ part }),
  );

  it('S6: what the approach looks at first needs a little less', () => {
    const slight = [...weeks(1, 5).map((at) => pulseWith(at)), pulseWith(42, { p1: 6 })];
    const of = (approach: string) => foldEpisode([openedAs(approach), ...slight]).rupture?.tier;
    expect([of('person-centred'), of('cbt')]).toEqual(['suspected', undefined]);
  });

  it('names a second one beside it', () =>
    expect(facts([openedAs('cbt'), ...both])).toMatchObject({ part: 'task', alsoPart: 'acceptance' }));

  it.each([
    ['the bond, which has it in it', { p6: 2, p1: 2 }, 'trust', 'empathy'],
    ['working together, which has it in it', { p4: 1, p5: 1 }, 'task', 'goal'],
    ['the bond, where nothing else fell', { p6: 1, p1: 8, p2: 7, p3: 7 }, 'trust', undefined],
  ])('S1: never names beside a part %s', (...[, answers, part, also]) => {
    const told = facts([opened(), ...weeks(1, 5).map((at) => pulseWith(at)), pulseWith(42, answers)]);
    expect([told?.['part'], told?.['alsoPart']]).toEqual([part, also]);
  });
});

describe('M9: goals and tasks', () => {
  it.each([
    [{ p4: 4, p5: 4 }, /goal|task|collaboration/],
    [{ p4: 3, p5: 5 }, /goal|task|collaboration/],
    [{ p4: 5, p5: 5, p1: 10 }, /goal|task|collaboration/],
    [{ p4: 2 }, /goal/],
  ])('from 9 while the bond stays are told: %j', (answers, part) =>
    expect(facts(afterFive(answers))?.['part']).toMatch(part),
  );

  it('on the WAI-SR as well', () => {
    const answers = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`waisr-${i + 1}`, 5]));
    const goals = Object.fromEntries([4, 6, 8, 11].map((n) => [`waisr-${n}`, 2]));
    const fell = filled(35, { code: 'wai-sr' }, { ...answers, ...goals });
    expect(facts([opened(), ...[7, 14, 21, 28].map((at) => waiSrForm(at, 5)), fell])).toMatchObject({ part: 'goal' });
  });

  it('on a line of the SRS as well', () => {
    const line = (at: number, goal: number) =>
      filled(at, { code: srs.code }, { 'srs-1': 9.5, 'srs-2': goal, 'srs-3': 9.5, 'srs-4': 9.5 });
    expect(facts([opened(), ...[7, 14, 21, 28].map((at) => line(at, 9.5)), line(35, 6)])).toMatchObject({
      part: 'goal',
    });
  });
});

describe('S2: openness', () => {
  const items = ['o1', 'o2', 'x1', 'x2', 'x3', 'x4'];
  const own: Instrument = {
    code: 'our-form',
    version: '1',
    title: 'Our form',
    construct: 'alliance',
    direction: 'higher-is-better',
    respondents: ['client'],
    items: items.map((id) => ({ id, min: 0, max: 9, step: 1 })),
    scales: [{ code: 'total', items, needs: 5, times: 6 }],
    reports: ['total'],
    basis: { key: 'ours', missing: 'ours' },
    range: { min: 0, max: 54 },
    facets: [{ facet: 'openness', items: ['o1', 'o2'] }],
    licence: 'ours',
    textMayShip: true,
  };
  const answered = (at: number, openness: number, rest = 8) =>
    filled(at, { code: 'our-form' }, { o1: openness, o2: openness, x1: rest, x2: rest, x3: rest, x4: rest });

  it.each([
    [9, 0],
    [9, 2],
    [8, 3],
    [7, 1],
  ])('of a clinic’s own form, which brings no error, from %d to %d is told, and said to be assumed', (before, now) => {
    const events = [opened(), ...[7, 14, 21, 28].map((at) => answered(at, before)), answered(35, now)];
    expect(facts(events, rulesWith(own))).toMatchObject({ part: 'openness', form: 'our-form', sure: 'assumed' });
  });

  it('is named by the title that the clinic gave the form, also beside another form', () => {
    const titled: Instrument = { ...own, titles: { de: 'Unser Bogen' } };
    const before = [7, 14, 21, 28].flatMap((at) => [answered(at, 9), pulseWith(at)]);
    const [alone] = told([opened(), ...before, answered(35, 0)], rulesWith(titled));
    const said = (alert: Alert | undefined, language: 'en' | 'de') =>
      alert && wordsFor(alert, DEFAULT_WORDINGS.in[language]).whatChanged;
    expect(said(alone, 'en')).toMatch(/^Our form: answers about openness/);
    expect(said(alone, 'de')).toMatch(/^Unser Bogen: Die Antworten zu „Offenheit“/);
    const [both] = told([opened(), ...before, pulseWith(34, { p6: 1 }), answered(35, 0)], rulesWith(titled));
    expect(said(both, 'en')).toContain('Another form points the same way: Our form.');
    expect(said(both, 'de')).toContain('Ein anderer Bogen weist in dieselbe Richtung: Unser Bogen.');
  });
});

describe('S27: several people', () => {
  it.each(['a', 'b'])('are told apart: member %s', (member) => {
    const others = ['a', 'b'].filter((one) => one !== member);
    const before = weeks(1, 4).flatMap((at) => [pulseWith(at, {}, 'member:a'), pulseWith(at, {}, 'member:b')]);
    const low = { p1: 4, p2: 4, p3: 4, p4: 4, p5: 4, p6: 4 };
    const events = [
      opened(),
      ...before,
      pulseWith(35, low, `member:${member}`),
      pulseWith(35, {}, `member:${others[0]}`),
    ];
    expect(facts(events)).toMatchObject({ member, form: 'pulse' });
    expect(facts(events)).not.toHaveProperty('alsoMember');
  });

  it('are both named where both fell', () => {
    const before = weeks(1, 4).flatMap((at) => [pulseWith(at, {}, 'member:a'), pulseWith(at, {}, 'member:b')]);
    const low = { p1: 4, p2: 4, p3: 4, p4: 4, p5: 4, p6: 4 };
    const events = [opened(), ...before, pulseWith(35, low, 'member:a'), pulseWith(36, low, 'member:b')];
    expect(facts(events)).toMatchObject({ member: 'a', alsoMember: 'b' });
  });
});
