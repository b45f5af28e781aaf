/** What must hold of the detectors on any series, and on forms that come with their answers. */
import fc from 'fast-check';
import { clinicianPulse, day, named, on, opened, pulse, srsForm } from '../../spec/history.js';
import { ratingOccasion } from '../../spec/ratings.js';
import { foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import { srs, waiSr, type Instrument } from '#lib/instruments';
import { judgeOccasion } from './judge.js';
import { detect } from '../../../../apps/cli/src/clinical/detect.js';
import { controlLimits } from './control-limits.rule.js';
import { dualSpread } from './dual-spread.rule.js';
import { reliableDrop } from './reliable-drop.rule.js';
import { RULES } from './roster.js';
import type { RatingOccasion } from './rupture-rule.js';

const occasion = (instrument: Instrument, values: readonly number[]): RatingOccasion =>
  ratingOccasion(instrument, values, { own: { between: 6, error: 2 } });

const values = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 16 });

it('D2 to D4 say the same of a series in other units [P-02]', () => {
  const rescaled = (by: number, x: number, { own, rated: series, ...rest }: RatingOccasion): RatingOccasion => ({
    ...rest,
    instrument: {
      ...srs,
      range: { min: 0, max: 40 * by },
      reliableChange: { ...(srs.reliableChange ?? { basis: 'ours', source: '' }), points: x * by },
    },
    rated: series.map((rating) => ({ ...rating, value: rating.value * by })),
    own: { between: (own?.between ?? 0) * by, error: (own?.error ?? 0) * by },
  });
  fc.assert(
    fc.property(values, fc.constantFrom(0.25, 2, 8), (series, by) => {
      const given = occasion({ ...srs, reliableChange: { points: 5.5, basis: 'published', source: '' } }, series);
      const other = rescaled(by, 5.5, given);
      const tiers = (o: RatingOccasion) => [reliableDrop, dualSpread, controlLimits].map((rule) => rule.check(o)?.tier);
      expect(tiers(other)).toEqual(tiers(given));
    }),
  );
});

it('D3 needs a fall and a spread', () => {
  const still = { ...occasion(waiSr, [50, 50, 50, 50, 50]), own: { between: 0 } };
  expect(dualSpread.check(still)).toBeUndefined();
  expect(dualSpread.check({ ...occasion(waiSr, [50, 50, 50, 50, 49]), own: { between: 0 } })).toBeUndefined();
});

it('D3 takes the client’s own spread where it is the wider one, from the third earlier rating on', () => {
  const wild = [40, 20, 40, 20, 40];
  expect(dualSpread.check({ ...occasion(srs, [...wild, 32]), own: { between: 6 } })).toBeUndefined();
  expect(dualSpread.check({ ...occasion(srs, [...wild, 29]), own: { between: 6 } })?.tier).toBe('suspected');
  expect(dualSpread.check({ ...occasion(srs, [20, 40, 32]), own: { between: 6 } })?.tier).toBe('suspected');
});

it('two detectors on one form make it probable', () => {
  // 8 points: one between-client spread, and outside two floored limits; less than the reliable change of 9.
  const { prompts: _, ...plain } = srs;
  const form = { ...plain, floor: 0, reliableChange: { points: 9, basis: 'ours', source: '' } } as Instrument;
  const verdict = judgeOccasion({
    ...occasion(form, [...Array<number>(6).fill(38), 30.5]),
    own: { between: 6, error: 3 },
  });
  expect(verdict.findings.map(({ rule, tier }) => `${rule} ${tier}`)).toEqual([
    'dual-spread suspected',
    'control-limits suspected',
  ]);
  expect(verdict.tier).toBe('probable');
});

it('V54 a small fall and a low mark prompt, and do no more', () => {
  const state = foldEpisode([opened(), srsForm(1, 9.6, 9.5, 9.5, 9.6), srsForm(7, 9.5, 8.6, 9.4, 9.4)]);
  expect(state.series[0]?.ratings.map(({ value, verdict, rules }) => [value?.toFixed(1), verdict, rules])).toEqual([
    ['38.2', null, []],
    ['36.9', 'prompt', ['low-mark', 'small-fall']],
  ]);
  expect([state.rupture, state.alerts]).toEqual([null, []]);
});

it('never compares one questionnaire with another', () => {
  const state = foldEpisode([opened(), pulse(1, 95), srsForm(7, 9.5, 9.5, 9.5, 9.5), pulse(8, 95)]);
  expect(state.series.map(({ instrument }) => instrument)).toEqual(['pulse', 'srs']);
  expect(state.rupture).toBeNull();
});

it('two questionnaires about one hour make it probable, on two different hours they do not', () => {
  const marks = [9.3, 9.3, 9.3, 9.3];
  const low = [8.9, 8.9, 8.8, 8.8];
  const events = (pulseAt: number) => [
    opened(),
    ...[srsForm(1, ...marks), pulse(1, 90), srsForm(7, ...low), pulse(7, 90), srsForm(14, ...low), pulse(pulseAt, 74)],
  ];
  expect(foldEpisode(events(14.1)).rupture).toMatchObject({
    tier: 'probable',
    rules: ['level', 'dual-spread'],
    probableAt: day(14.1),
  });
  expect(foldEpisode(events(17)).rupture?.tier).toBe('suspected');
});

it('a view that differs is a prompt in the fold, whichever form came first', () => {
  const hours = [
    [pulse(1, 80), clinicianPulse(1, 100)],
    [clinicianPulse(8, 100), pulse(8, 80)],
  ].flatMap((pair) => pair.map((event, i) => ({ ...event, occurredAt: event.occurredAt + i })));
  const state = foldEpisode([opened(), ...hours]);
  const own = state.series.find(({ respondent }) => respondent === 'client');
  expect(own?.ratings.map(({ verdict, rules }) => [verdict, rules])).toEqual([
    [null, []],
    ['prompt', ['seen-differently']],
  ]);
  expect([state.rupture, state.alerts, state.asOf]).toEqual([null, [], day(8) + 1]);
});

it('the operation on a bare series says what the fold says of the same forms', () => {
  const total = (value: number, i: number): ClinicEvent => {
    const instrument = { code: 'srs', version: '1' };
    const data = { form: `s${i}`, instrument, respondent: 'client', totals: [{ scale: 'total', value }] };
    return named(`srs-${i}`, on(7 * (i + 1), 'feedback.submitted', data));
  };
  // a bare series knows of no prompts, so none may wait here either
  const untold = on(0.5, 'client.consent_changed', { scope: 'alerts', granted: false });
  const detectorOf = new Map<string, string | undefined>(RULES.map(({ code, detector }) => [code, detector]));
  fc.assert(
    fc.property(values, (series) => {
      const state = foldEpisode([opened(), untold, ...series.map(total)]);
      const folded = (state.series[0]?.ratings ?? []).flatMap(({ rules }, i) =>
        rules.flatMap((rule) => (detectorOf.has(rule) ? [`${i + 1} ${detectorOf.get(rule) ?? '-'}`] : [])),
      );
      const { findings, ruptures } = detect({ ...BARE, instrument: srs, series });
      const found = findings.filter(({ detector }) => detector !== 'D8').map(({ at, detector }) => `${at} ${detector}`);
      expect(found).toEqual(folded.filter((line) => !line.endsWith('-')).sort(byForm));
      const last = ruptures.at(-1);
      expect([ruptures.length, last?.reference ?? null]).toEqual([
        state.pastRuptures + (state.rupture ? 1 : 0),
        state.rupture?.reference ?? null,
      ]);
    }),
  );
});

const BARE = { figures: {}, pulse: [], therapist: [], markers: [], repairWithin: undefined };
const byForm = (a: string, b: string): number => parseInt(a) - parseInt(b) || (a < b ? -1 : 1);
