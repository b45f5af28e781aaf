/** What each rule says in a finding, and where exactly it begins to speak. */
import { clinicianSeries, ratingOccasion, withProbe } from '../../spec/ratings.js';
import { day } from '../../spec/history.js';
import { arm5 } from '../instruments/arm-5.instrument.js';
import { haqIi } from '../instruments/haq-ii.instrument.js';
import type { Probe } from '../instruments/instrument.js';
import { rapportPulse } from '../instruments/pulse.instrument.js';
import { srs } from '../instruments/srs.instrument.js';
import { waiSr } from '../instruments/wai-sr.instrument.js';
import { isAtCeiling } from './ceiling.js';
import { codedMarkers } from './coded-markers.rule.js';
import { controlLimits } from './control-limits.rule.js';
import { directReport } from './direct-report.rule.js';
import { dualSpread } from './dual-spread.rule.js';
import { level } from './level.rule.js';
import { lowMark } from './low-mark.rule.js';
import type { MarkedHour, Marker } from './marked-hour.js';
import { reliableDrop } from './reliable-drop.rule.js';
import { RULES } from './roster.js';
import { seenDifferently } from './seen-differently.rule.js';
import { smallFall } from './small-fall.rule.js';

it.each(RULES.map((rule) => [rule.code, rule] as const))('%s has a heading and says whose rule it is', (_, rule) => {
  expect(rule.title).toMatch(/^[A-Z]\S* \S+/);
  expect(rule.source).toMatch(/^[A-Z].*\.$/);
  expect(rule.because).toMatch(/^[A-Z].*\.$/);
});

it('stands for the detectors of the literature in their order, then for those of one school', () =>
  expect(RULES.map(({ code, detector }) => `${code} ${detector ?? '-'}`)).toEqual([
    'level D1',
    'reliable-drop D2',
    'dual-spread D3',
    'control-limits D4',
    'direct-report D5',
    'coded-markers D6',
    'seen-differently D7',
    'low-mark -',
    'small-fall -',
  ]));

describe('a rating below the level', () => {
  const said = (values: readonly number[], chosen?: object) =>
    level.check(ratingOccasion(rapportPulse, values), chosen && { ...level.parameters, ...chosen });

  it('is told with the line, and measured against where the fall began', () =>
    expect(said([75, 80, 69])).toEqual({
      tier: 'prompt',
      reference: 80,
      evidence: ['s 2'],
      facts: { now: 69, floor: 70 },
    }));

  it('names every form of the row that makes it a suspicion', () =>
    expect(said([80, 69, 68])).toMatchObject({ tier: 'suspected', evidence: ['s 1', 's 2'] }));

  it('has to come back to the line at least', () => expect(said([75, 60, 66])?.reference).toBe(70));

  it('was no fall where it was so from the first form on', () => {
    expect(said([69])).toMatchObject({ tier: 'prompt', reference: null, standing: true });
    expect(said([69, 68])).toMatchObject({ tier: 'suspected', reference: null, standing: true });
    expect(said([80, 69, 68])).not.toHaveProperty('standing');
  });

  it('has to last as long as the clinic asks', () => {
    expect(said([80, 69, 68], { consecutive: 3 })).toMatchObject({ tier: 'prompt', evidence: ['s 2'] });
    expect(said([69, 68], { consecutive: 3 })?.tier).toBe('prompt');
    expect(said([80, 69, 68, 67], { consecutive: 3 })?.evidence).toEqual(['s 1', 's 2', 's 3']);
    expect(said([80, 69], { consecutive: 1 })?.tier).toBe('suspected');
  });

  it('counts the line itself only where the clinic says so', () => {
    expect(said([80, 70])).toBeUndefined();
    expect(said([80, 70], { inclusive: 1 })?.tier).toBe('prompt');
    expect(said([80, 70, 70], { inclusive: 1 })?.tier).toBe('suspected');
    expect(said([80, 71], { inclusive: 1 })).toBeUndefined();
  });

  it('is nothing on a form without a line', () =>
    expect(level.check(ratingOccasion(haqIi, [100, 19, 19]))).toBeUndefined());
});

describe('a reliable drop', () => {
  const said = (values: readonly number[], chosen?: object) =>
    reliableDrop.check(ratingOccasion(rapportPulse, values), chosen && { ...reliableDrop.parameters, ...chosen });

  it('begins at the published points, here 20', () => {
    expect(said([85, 90, 71])).toBeUndefined();
    expect(said([85, 90, 70])).toEqual({
      tier: 'probable',
      reference: 90,
      evidence: ['s 1', 's 2'],
      facts: { before: 90, now: 70 },
    });
  });

  it('is asked to be larger, or quicker, where the clinic says so', () => {
    expect(said([90, 51], { reliableChanges: 2 })).toBeUndefined();
    expect(said([90, 50], { reliableChanges: 2 })?.tier).toBe('probable');
    expect(said([92, 80, 70])?.tier).toBe('probable');
    expect(said([92, 80, 70], { stepsBack: 1 })).toBeUndefined();
  });

  it('is never a rise or a standstill, even where every change would count', () => {
    expect(said([70, 90], { reliableChanges: 0 })).toBeUndefined();
    expect(said([90, 90], { reliableChanges: 0 })).toBeUndefined();
  });

  it('is not known where nobody has published how much counts', () =>
    expect(reliableDrop.check(ratingOccasion(haqIi, [114, 19]))).toBeUndefined());
});

describe('a fall in spreads', () => {
  // The spread between clients of the WAI-SR is 7.8 points.
  const tierOf = (last: number, chosen?: { spreads: number }) =>
    dualSpread.check(ratingOccasion(waiSr, [48, 50, last]), chosen)?.tier;

  it.each([
    [42.3, undefined],
    [42.2, 'suspected'],
    [34.5, 'suspected'],
    [34.4, 'probable'],
  ])('from 50 to %d: %s', (last, tier) => expect(tierOf(last)).toBe(tier));

  it('needs twice as much where the clinic asks for two spreads', () =>
    expect([42.2, 34.5, 34.4, 18.9, 18.8].map((last) => tierOf(last, { spreads: 2 }))).toEqual([
      undefined,
      undefined,
      'suspected',
      'suspected',
      'probable',
    ]));

  it('is told in whole points on a wide scale and with one decimal on a narrow one', () => {
    expect(dualSpread.check(ratingOccasion(waiSr, [48, 50, 42.2]))).toEqual({
      tier: 'suspected',
      reference: 50,
      evidence: ['s 1', 's 2'],
      facts: { before: 50, now: 42 },
    });
    expect(dualSpread.check(ratingOccasion(arm5, [6.44, 5.54]))?.facts).toEqual({ before: 6.4, now: 5.5 });
    expect(dualSpread.check(ratingOccasion(srs, [38.25, 32.21]))?.facts).toEqual({ before: 38.3, now: 32.2 });
  });

  it('takes the clinic’s own spread between clients before the published one', () => {
    const own = { between: 5 };
    expect(dualSpread.check(ratingOccasion(waiSr, [50, 45], { own }))?.tier).toBe('suspected');
    expect(dualSpread.check(ratingOccasion(waiSr, [50, 45.1], { own }))).toBeUndefined();
  });

  it('is not known where nobody knows how clients differ, nor in a rise', () => {
    expect(dualSpread.check(ratingOccasion(haqIi, [114, 19]))).toBeUndefined();
    expect(dualSpread.check(ratingOccasion(waiSr, [50, 50]), { spreads: 0 })).toBeUndefined();
    expect(dualSpread.check(ratingOccasion(waiSr, [50, 58]), { spreads: 0 })).toBeUndefined();
  });
});

describe('limits of a client’s own course', () => {
  const SIX = Array<number>(6).fill(37.6);
  const said = (later: readonly number[], chosen?: object, own: object = { error: 2 }) =>
    controlLimits.check(
      ratingOccasion(srs, [...SIX, ...later], { own }),
      chosen && { ...controlLimits.parameters, ...chosen },
    );

  it.each([
    [33.6, undefined],
    [33.5, 'suspected'],
    [31.6, 'suspected'],
    [31.5, 'probable'],
  ])('two and three steps of 2 points below 37.6, at %d: %s', (last, tier) => expect(said([last])?.tier).toBe(tier));

  it('lie further out where the clinic says so', () => {
    expect(said([31.6], { limits: 3 })).toBeUndefined();
    expect(said([31.5], { limits: 3 })?.tier).toBe('suspected');
  });

  it('are told in whole points, with the form that broke them', () =>
    expect(said([38, 31.5])).toEqual({
      tier: 'probable',
      reference: expect.closeTo(37.6, 9),
      evidence: ['s 7'],
      facts: { before: 38, now: 32 },
    }));

  it('are drawn from the first six forms, or from more where the clinic says so, never from fewer', () => {
    expect(said([20], { baseline: 7 })).toBeUndefined();
    expect(said([37.6, 20], { baseline: 7 })?.tier).toBe('probable');
    const few = ratingOccasion(srs, [37, 37, 37, 20], { own: { error: 2 } });
    expect(controlLimits.check(few, { ...controlLimits.parameters, baseline: 3 })).toBeUndefined();
  });

  it('are not known without the error of a form', () => {
    expect(said([20], undefined, { error: 0 })).toBeUndefined();
    expect(controlLimits.check(ratingOccasion(haqIi, [90, 90, 90, 90, 90, 90, 30]))).toBeUndefined();
  });

  it('find a drift: a row of forms a little below the centre', () => {
    const row = [37.5, 37.4, 37.5];
    expect(said(row, { inARow: 3 })).toEqual({
      tier: 'suspected',
      reference: expect.closeTo(37.6, 9),
      evidence: ['s 6', 's 7', 's 8'],
      facts: { before: 38, now: 38 },
    });
    expect(said(row.with(0, 37.6), { inARow: 3 })).toBeUndefined();
    expect(said(row, { inARow: 4 })).toBeUndefined();
  });

  it('count no form twice: those that gave the centre are no part of a drift', () => {
    const early = [38, 38, 38, 38, 38, 37];
    const drift = (later: number) =>
      controlLimits.check(ratingOccasion(srs, [...early, ...Array<number>(later).fill(37)], { own: { error: 2 } }));
    expect(drift(7)).toBeUndefined();
    expect(drift(8)?.evidence).toHaveLength(8);
  });
});

describe('the client’s own word', () => {
  const probe = (felt: number, mattered: number | null): Probe => ({ felt, mattered, sortedOut: null });
  const on = (given: Probe | null, chosen?: { mattered: number }) =>
    directReport.check(withProbe(ratingOccasion(rapportPulse, [90, 90]), given), chosen);

  it('is quoted, and measured against no rating', () => {
    expect(on(probe(2, null))).toEqual({
      tier: 'confirmed',
      reference: null,
      evidence: ['s 1'],
      facts: { felt: 'yes' },
    });
    expect(on(probe(1, 5))?.facts).toEqual({ felt: 'a little' });
  });

  it('is not put into the mouth of somebody who said no, or was not asked', () => {
    expect(on(probe(0, 9))).toBeUndefined();
    expect(on(null)).toBeUndefined();
  });

  it('counts from where the clinic sets the line, and never without a number', () => {
    expect(on(probe(1, 6), { mattered: 7 })).toBeUndefined();
    expect(on(probe(1, 7), { mattered: 7 })?.tier).toBe('probable');
    expect(on(probe(1, 0), { mattered: 0 })?.tier).toBe('probable');
    expect(on(probe(1, null), { mattered: 0 })).toBeUndefined();
  });

  it('is heard on a form with too few answers for a score, and is nothing that a note could say', () => {
    const { rated } = withProbe(ratingOccasion(rapportPulse, [90]), probe(2, null));
    const [rating] = rated;
    if (!rating) throw new Error('no rating');
    expect(directReport.check({ kind: 'words', rating: { ...rating, value: null } })?.evidence).toEqual(['s 0']);
    expect(directReport.check({ kind: 'marked', hours: [] })).toBeUndefined();
  });
});

describe('marks', () => {
  const hour = (at: number, markers: readonly string[], source: MarkedHour['source'] = 'clinician'): MarkedHour => ({
    at: day(at),
    event: `m ${at}`,
    note: `n${at}`,
    source,
    markers: markers.map((line): Marker => {
      const [kind, significance] = line.split(' ');
      return { code: `rupture.${kind as 'withdrawal'}`, marker: null, significance: Number(significance) };
    }),
  });
  const said = (hours: readonly MarkedHour[], chosen?: object) =>
    codedMarkers.check({ kind: 'marked', hours }, chosen && { ...codedMarkers.parameters, ...chosen });

  it('of one move against the work are enough', () =>
    expect(said([hour(0, ['withdrawal 3']), hour(7, ['confrontation 3'])])).toEqual({
      tier: 'probable',
      reference: null,
      evidence: ['m 7'],
      facts: { marked: 'confrontation' },
    }));

  it('of moves away from it are told with every hour that counts', () =>
    expect(
      said([hour(0, ['withdrawal 3']), hour(3, ['withdrawal 2']), hour(5, []), hour(7, ['withdrawal 4'])]),
    ).toEqual({ tier: 'probable', reference: null, evidence: ['m 0', 'm 7'], facts: { marked: 'withdrawal' } }));

  it('are two stories when more than six weeks lie between them', () => {
    expect(said([hour(0, ['withdrawal 3']), hour(42, ['withdrawal 3'])])?.evidence).toEqual(['m 0', 'm 42']);
    expect(said([hour(0, ['withdrawal 3']), hour(42.1, ['withdrawal 3'])])).toBeUndefined();
  });

  it('of earlier hours say nothing new about an hour without any', () =>
    expect(said([hour(0, ['withdrawal 3', 'withdrawal 3']), hour(7, [])])).toBeUndefined());

  it('that software suggested neither begin nor complete anything', () => {
    expect(said([hour(0, ['withdrawal 3']), hour(7, ['withdrawal 3'], 'assisted')])).toBeUndefined();
    expect(said([hour(0, ['withdrawal 3'], 'assisted'), hour(7, ['withdrawal 3'])])).toBeUndefined();
    expect(said([hour(0, ['confrontation 5'], 'assisted')])).toBeUndefined();
  });

  it('count from the significance and in the number that the clinic asks for', () => {
    expect(said([hour(0, ['confrontation 3'])], { significance: 4 })).toBeUndefined();
    expect(said([hour(0, ['confrontation 4'])], { significance: 4 })?.tier).toBe('probable');
    expect(said([hour(0, ['withdrawal 3'])], { withdrawals: 1 })?.tier).toBe('probable');
    expect(said([hour(0, ['withdrawal 3', 'withdrawal 3'])], { withdrawals: 3 })).toBeUndefined();
  });

  it('are nothing where nothing was marked, or where a form is judged', () => {
    expect(said([])).toBeUndefined();
    expect(codedMarkers.check(ratingOccasion(rapportPulse, [90, 20]))).toBeUndefined();
  });
});

describe('two views', () => {
  const said = (client: readonly number[], clinician: readonly number[], more: object = {}) =>
    seenDifferently.check(
      ratingOccasion(rapportPulse, client, { alongside: [clinicianSeries(rapportPulse, clinician)], ...more }),
    );

  it('name the four forms, the judged one last', () => {
    expect(said([80, 80], [90, 90])).toEqual({
      tier: 'prompt',
      reference: null,
      evidence: ['k 0', 's 0', 'k 1', 's 1'],
      facts: {},
    });
    expect(said([80, 80, 80], [90, 90])?.evidence).toEqual(['k 0', 's 0', 'k 1', 's 1', 's 2']);
  });

  it('are held against the usual difference of .41 spreads, so 8.85 points more are one spread of 15', () => {
    expect(said([80, 80], [88.85, 88.85])?.tier).toBe('prompt');
    expect(said([80, 80], [88.85, 88.84])).toBeUndefined();
    expect(said([80, 80], [88.84, 88.85])).toBeUndefined();
  });

  it('are held against the clinic’s own spread where it has one', () =>
    expect(said([80, 80], [89, 89], { own: { between: 20 } })).toBeUndefined());

  it('have to differ twice, and may have agreed before', () => {
    expect(said([80], [100])).toBeUndefined();
    expect(said([80, 80, 80, 80], [80, 80, 90, 90])?.evidence).toEqual(['k 2', 's 2', 'k 3', 's 3']);
  });

  it('say nothing of a form whose spread nobody knows', () => {
    const alongside = [clinicianSeries(haqIi, [114, 114])];
    expect(seenDifferently.check(ratingOccasion(haqIi, [19, 19], { alongside }))).toBeUndefined();
  });
});

describe('one low answer', () => {
  const said = (marks: readonly (number | null)[], chosen?: { slack: number }) =>
    lowMark.check(
      ratingOccasion(srs, [38, 37], { answers: marks.map((value, i) => ({ item: `srs-${i + 1}`, value })) }),
      chosen,
    );

  it('is below 9 on the SRS, and told as their number', () => {
    expect(said([9, 9.5, 9, 9])).toBeUndefined();
    expect(said([8.9, 9.5, 8, 9])).toEqual({ tier: 'prompt', reference: null, evidence: ['s 1'], facts: { marks: 2 } });
  });

  it('is no missing one', () => expect(said([null, 9.5, 9.5, 9.5])).toBeUndefined());

  it('may be a little lower where the clinic allows it', () => {
    expect(said([8.5, 9.5, 9.5, 9.5], { slack: 0.5 })).toBeUndefined();
    expect(said([8.4, 9.5, 9.5, 9.5], { slack: 0.5 })?.facts).toEqual({ marks: 1 });
  });

  it('is not looked for where totals alone were sent, or the form has no such mark', () => {
    expect(lowMark.check(ratingOccasion(srs, [20]))).toBeUndefined();
    expect(lowMark.check(ratingOccasion(rapportPulse, [20], { answers: [{ item: 'p1', value: 0 }] }))).toBeUndefined();
  });
});

describe('a small fall', () => {
  const said = (values: readonly number[], chosen?: { falls: number }) =>
    smallFall.check(ratingOccasion(srs, values), chosen);

  it('is one point since last time', () => {
    expect(said([39, 38, 37])).toEqual({ tier: 'prompt', reference: null, evidence: ['s 1', 's 2'], facts: {} });
    expect(said([39, 38, 37.1])).toBeUndefined();
    expect(said([36, 38])).toBeUndefined();
  });

  it('is asked to be larger where the clinic says so', () => {
    expect(said([38, 36.1], { falls: 2 })).toBeUndefined();
    expect(said([38, 36], { falls: 2 })?.tier).toBe('prompt');
  });

  it('needs an earlier form, and a form on which it means something', () => {
    expect(said([20])).toBeUndefined();
    expect(smallFall.check(ratingOccasion(rapportPulse, [90, 60]))).toBeUndefined();
  });
});

describe('full marks', () => {
  const full = (values: readonly number[]) =>
    isAtCeiling(
      srs,
      values.map((value) => ({ value })),
    );

  it('say nothing from the sixth form in a row on, and only in a row', () => {
    expect(full([40, 40, 40, 40, 40, 40])).toBe(true);
    expect(full([40, 40, 40, 40, 40])).toBe(false);
    expect(full([20, 40, 40, 40, 40, 40, 40])).toBe(true);
    expect(full([40, 40, 40, 39.9, 40, 40])).toBe(false);
    expect(full([40, 40, 40, 40, 40, 40, 39.9])).toBe(false);
    expect(full([39, 39, 39, 39, 39, 39])).toBe(false);
  });
});
