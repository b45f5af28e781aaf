/** What the record of a rupture keeps from each sign, and what each sign does to it. */
import type { DirectAnswers } from '#lib/instruments';
import { fallen, found, judged, noted, said, sign, spoken, type Sign } from '../../spec/judged.js';
import {
  addEvidence,
  beginRupture,
  confirmRupture,
  endRupture,
  fadeRupture,
  followRupture,
  markBegun,
  markRepaired,
  withdrawRupture,
  type Following,
  type Judged,
} from './repair.js';
import type { Rupture, RuptureState } from '../state/rupture.js';
import type { RuptureTier } from '../state/rupture-tier.js';

const HOUR = 3_600_000;

const QUIET: Following['verdict'] = { tier: null, findings: [], shadow: [] };
const next = (rupture: Rupture, given: Sign, more: Partial<Following> = {}): Rupture =>
  followRupture(rupture, { sign: sign({ at: 7, ...given }), series: 'x@1/client', verdict: QUIET, ...more });

describe('a rupture begins', () => {
  it('with all that its first sign tells', () =>
    expect(
      beginRupture(
        judged(
          'probable',
          [
            found('level', 'suspected', { reference: 80, evidence: ['s 1', 's 2'], facts: { now: 60 } }),
            found('reliable-drop', 'probable', { reference: 90, evidence: ['s 0', 's 2'], facts: { before: 90 } }),
            found('low-mark', 'prompt', { reference: 99, evidence: ['s 9'], facts: { marks: 2 } }),
          ],
          { sign: sign({ at: 5 }), onset: 3, facet: 'bond', kind: 'withdrawal', historical: true },
        ),
      ),
    ).toEqual({
      state: 'open',
      tier: 'probable',
      kind: 'withdrawal',
      facet: 'bond',
      onset: 3,
      cause: 'c1',
      evidence: ['s 1', 's 2', 's 0'],
      rules: ['level', 'reliable-drop'],
      series: 'x@1/client',
      reference: 90,
      nadir: 60,
      fadesAt: null,
      formsAfter: 0,
      calmForms: 0,
      resolvedInSession: false,
      probableAt: 5,
      historical: true,
      changedAt: 5,
      repairs: [],
      contribution: null,
      facts: { now: 60, before: 90 },
    }));

  it('as a suspicion that is not yet probable, and not from history before it is', () => {
    const begun = beginRupture(judged('suspected', [found('level', 'suspected')], { historical: true }));
    expect(begun).toMatchObject({ state: 'suspected', probableAt: null, historical: false, reference: null });
  });

  it.each<[string, DirectAnswers | null, RuptureState, RuptureState]>([
    ['7 of 10', said(2, 7), 'repaired', 'repairing'],
    ['6 of 10', said(2, 6), 'open', 'open'],
    ['nothing', said(2, null), 'open', 'open'],
    ['no strain felt', said(0, 9), 'open', 'open'],
    ['no question asked', null, 'open', 'open'],
  ])('sorted out within the hour (%s): in words done, in ratings half done', (...[, probe, words, ratings]) => {
    const start = (reference: number | null) =>
      beginRupture(judged('probable', [found('direct-report', 'probable', { reference })], { sign: sign({ probe }) }));
    expect([start(null).state, start(90).state]).toEqual([words, ratings]);
    expect(start(null).resolvedInSession).toBe(words === 'repaired');
  });
});

describe('the next form', () => {
  it.each<[number, RuptureState]>([
    [74.9, 'open'],
    [75, 'repairing'],
    [82.4, 'repairing'],
    [82.5, 'repaired'],
  ])('after a fall from 90 to 60 that reads %d leaves it %s', (value, state) =>
    expect(next(fallen(), { value }).state).toBe(state),
  );

  it('is written down with the lowest rating and its number', () => {
    expect(next(fallen(), { value: 55 })).toMatchObject({ nadir: 55, formsAfter: 1, state: 'open', changedAt: 0 });
    expect(next(fallen(), { value: 55 }).resolvedInSession).toBe(false);
    expect(next(fallen(), { value: 76 })).toMatchObject({ nadir: 60, formsAfter: 1, state: 'repairing', changedAt: 7 });
  });

  it('without a score moves a fall in ratings nowhere', () =>
    expect(next(fallen({ state: 'repairing', formsAfter: 2 }), { value: null, probe: said(2, 9) })).toMatchObject({
      state: 'repairing',
      nadir: 60,
      formsAfter: 2,
      resolvedInSession: true,
    }));

  it('does not repair while a rule speaks, and may while one only prompts', () => {
    const verdict = (tier: RuptureTier, rule = 'dual-spread') => {
      const finding = { rule, tier, reference: null, evidence: ['s 9'], facts: {} };
      return { verdict: { tier, findings: [finding], shadow: [] } };
    };
    expect(next(fallen(), { value: 90 }, verdict('suspected')).state).toBe('repairing');
    expect(next(fallen(), { value: 90 }, verdict('prompt')).state).toBe('repaired');
    // who is always low is not falling
    expect(next(fallen(), { value: 90 }, verdict('suspected', 'level')).state).toBe('repaired');
  });

  it.each<[string, number, DirectAnswers, RuptureState]>([
    ['3 of 10 holds a full return open', 90, said(1, 3), 'open'],
    ['4 of 10 does not', 90, said(1, 4), 'repaired'],
    ['7 of 10 is half the way from the low point', 60, said(1, 7), 'repairing'],
    ['6 of 10 is none', 60, said(1, 6), 'open'],
    ['not rated holds nothing open', 90, said(1, null), 'repaired'],
    ['3 of 10 without a strain is not asked', 90, said(0, 3), 'repaired'],
    ['9 of 10 without a strain is not asked', 60, said(0, 9), 'open'],
  ])('sorted out %s', (...[, value, probe, state]) => expect(next(fallen(), { value, probe }).state).toBe(state));

  it('that says 3 of 10 opens again what was half done', () =>
    expect(next(fallen({ state: 'repairing' }), { value: 90, probe: said(1, 3) }).state).toBe('open'));

  it('is the third without a return when it took long, or a later one where the clinic waits longer', () => {
    expect(next(fallen({ formsAfter: 1 }), { value: 60 }).state).toBe('open');
    expect(next(fallen({ formsAfter: 2 }), { value: 60 }).state).toBe('unrepaired');
    expect(next(fallen({ formsAfter: 2 }), { value: 90 }).state).toBe('repaired');
    expect(next(fallen({ formsAfter: 2 }), { value: 60 }, { repair: { forms: 5 } }).state).toBe('open');
    expect(next(fallen({ formsAfter: 4 }), { value: 60 }, { repair: { forms: 5 } }).state).toBe('unrepaired');
  });

  it('gives a rupture of words a rating to come back to, and a series', () => {
    const verdict = { tier: 'probable', findings: [found('reliable-drop', 'probable', { reference: 92 })], shadow: [] };
    expect(
      next(noted({ nadir: null }), { value: 70 }, { verdict: verdict as Following['verdict'], series: 'y@1/client' }),
    ).toMatchObject({ series: 'y@1/client', reference: 92, nadir: 70 });
  });
});

describe('a rupture that the client spoke of', () => {
  it('is half done after one calm form and done after two', () => {
    const half = next(spoken(), { probe: said(0, null) });
    expect(half).toMatchObject({ state: 'repairing', calmForms: 1, changedAt: 7 });
    expect(next(half, { probe: said(0, null), at: 14 })).toMatchObject({
      state: 'repaired',
      calmForms: 2,
      changedAt: 14,
    });
  });

  it('is done after as many calm forms as the clinic asks for', () => {
    expect(next(spoken(), { probe: said(0, null) }, { repair: { calmForms: 1 } }).state).toBe('repaired');
    expect(next(spoken({ calmForms: 1 }), { probe: said(0, null) }, { repair: { calmForms: 3 } }).state).toBe(
      'repairing',
    );
  });

  it('is not calmed by a form that does not ask, nor by one on which a rule speaks', () => {
    expect(next(spoken({ calmForms: 1 }), { value: 95 })).toMatchObject({ calmForms: 0, formsAfter: 0, state: 'open' });
    const verdict = { tier: 'suspected', findings: [], shadow: [] } as const;
    expect(next(spoken(), { probe: said(0, null) }, { verdict })).toMatchObject({ calmForms: 0, state: 'open' });
    expect(next(spoken(), { probe: said(0, null) }, { verdict: { ...verdict, tier: 'prompt' } }).calmForms).toBe(1);
  });

  it('is open again when the rupture is felt again, and done when they say that it was sorted out', () => {
    const half = spoken({ state: 'repairing', calmForms: 1 });
    expect(next(half, { probe: said(1, 5) })).toMatchObject({ calmForms: 0, state: 'open' });
    expect(next(half, { probe: said(1, 7) })).toMatchObject({ state: 'repaired', resolvedInSession: true });
  });

  it('keeps that it was once sorted out within the hour', () =>
    expect(next(spoken({ resolvedInSession: true }), { probe: said(1, 2) }).resolvedInSession).toBe(true));

  it('is followed on forms without a score as well', () =>
    expect(next(spoken(), { value: null, probe: said(0, null) })).toMatchObject({ calmForms: 1, formsAfter: 1 }));
});

describe('a rupture that is known from notes alone', () => {
  it('is calmed by rated forms, whether or not they ask', () => {
    const half = next(noted(), { value: 90 });
    expect(half).toMatchObject({ state: 'repairing', calmForms: 1, formsAfter: 1, nadir: 90 });
    expect(next(half, { value: 80 })).toMatchObject({ state: 'repaired', nadir: 80 });
  });

  it('is not calmed by a form without a score or an answer', () =>
    expect(next(noted({ calmForms: 1 }), { value: null })).toMatchObject({ calmForms: 0, formsAfter: 0 }));

  it('is followed by words alone once the client has spoken, too', () =>
    expect(next(noted({ rules: ['coded-markers', 'direct-report'] }), { value: 90 }).formsAfter).toBe(0));
});

describe('a further sign', () => {
  interface Further extends Partial<Judged> {
    readonly by: string;
    readonly tier: RuptureTier;
  }
  const add = (rupture: Rupture, { by, tier, ...more }: Further): Rupture =>
    addEvidence(rupture, judged(tier, [found(by, tier, { facts: { by } })], { cause: 'c2', ...more }));
  const suspicion = (): Rupture =>
    beginRupture(judged('suspected', [found('level', 'suspected', { facts: { floor: 70 } })]));

  it('opens a suspicion when it is probable, from when on it counts as such', () =>
    expect(
      add(suspicion(), { tier: 'probable', by: 'reliable-drop', sign: sign({ at: 9 }), historical: true }),
    ).toMatchObject({
      state: 'open',
      tier: 'probable',
      probableAt: 9,
      changedAt: 9,
      historical: true,
      cause: 'c1',
      rules: ['level', 'reliable-drop'],
      evidence: ['s level', 's reliable-drop'],
      facts: { floor: 70, by: 'reliable-drop' },
    }));

  it('leaves the instant and the state of what was probable already', () =>
    expect(
      add(fallen({ state: 'repairing' }), {
        tier: 'confirmed',
        by: 'direct-report',
        sign: sign({ at: 9 }),
        historical: true,
      }),
    ).toMatchObject({ state: 'repairing', tier: 'confirmed', probableAt: 0, historical: false, changedAt: 0 }));

  it.each([
    ['probable', 'by another rule within a day', 'dual-spread', 24 * HOUR],
    ['probable', 'by another rule a day before', 'dual-spread', -24 * HOUR],
    ['suspected', 'by another rule later than that', 'dual-spread', 24 * HOUR + 1],
    ['suspected', 'by the same rule', 'level', 0],
  ])('makes a suspicion %s when it is a second one %s', (...[tier, , by, onset]) =>
    expect(add(suspicion(), { tier: 'suspected', by, onset }).tier).toBe(tier),
  );

  it('makes it probable by one new rule among known ones', () => {
    const both = [found('level', 'suspected'), found('dual-spread', 'suspected')];
    expect(addEvidence(suspicion(), judged('suspected', both)).tier).toBe('probable');
  });

  it('never weakens what is known', () => {
    expect(add(fallen(), { tier: 'suspected', by: 'level', onset: 99 * 24 * HOUR }).tier).toBe('probable');
    expect(add(spoken(), { tier: 'suspected', by: 'level' }).tier).toBe('confirmed');
  });

  it('adds the part that fell where none is known, and replaces none', () => {
    expect(add(suspicion(), { tier: 'suspected', by: 'level', facet: 'goal' }).facet).toBe('goal');
    expect(add(fallen({ facet: 'bond' }), { tier: 'suspected', by: 'level', facet: 'goal' }).facet).toBe('bond');
  });

  it('is kept once, and of more than ten the first and the latest nine stay', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => `e${i}`);
    const evidence = (before: number, ...now: string[]) =>
      addEvidence(
        fallen({ evidence: many(before) }),
        judged('suspected', [found('level', 'suspected', { evidence: now })]),
      ).evidence;
    expect(evidence(2, 'e1', 'e2')).toEqual(['e0', 'e1', 'e2']);
    expect(evidence(9, 'e9')).toEqual(many(10));
    expect(evidence(10, 'e10')).toEqual(['e0', ...many(11).slice(2)]);
    expect(add(suspicion(), { tier: 'suspected', by: 'level' }).rules).toEqual(['level']);
  });
});

describe('what people do', () => {
  it('confirms, and changes nothing that is confirmed', () => {
    expect(confirmRupture(fallen())).toEqual(fallen({ tier: 'confirmed' }));
    const sure = spoken();
    expect(confirmRupture(sure)).toBe(sure);
  });

  it('marks a rupture without ratings as repaired, and one with ratings as half', () => {
    expect(markRepaired(noted(), 9)).toMatchObject({ state: 'repaired', changedAt: 9 });
    expect(markRepaired(fallen(), 9)).toMatchObject({ state: 'repairing', changedAt: 9 });
  });

  it.each<[RuptureState, RuptureState, RuptureState, RuptureState]>([
    ['suspected', 'suspected', 'suspected', 'suspected'],
    ['open', 'repairing', 'withdrawn', 'faded'],
    ['repairing', 'repairing', 'withdrawn', 'faded'],
    ['unrepaired', 'repairing', 'withdrawn', 'unrepaired'],
    ['repaired', 'repaired', 'repaired', 'repaired'],
  ])('from %s: work begun makes it %s, taken back %s, sunk by itself %s', (...[state, begun, takenBack, sunk]) => {
    const standing = fallen({ state, fadesAt: 8 });
    const after = [markBegun(standing, 9), withdrawRupture(standing, 9), fadeRupture(standing, 9)];
    expect(after.map((one) => one.state)).toEqual([begun, takenBack, sunk]);
    expect(after.map(({ changedAt }) => changedAt)).toEqual(after.map((one) => (one.state === state ? 0 : 9)));
    expect(after[2]?.fadesAt).toBeNull();
  });

  it('ends it, once', () => {
    const ended = endRupture(fallen(), 9);
    expect(ended).toMatchObject({ state: 'closed', changedAt: 9 });
    expect(endRupture(ended, 12)).toBe(ended);
  });
});
