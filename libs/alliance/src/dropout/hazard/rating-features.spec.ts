import { day, opened, pulse, withRupture } from '../../../spec/history.js';
import { everyForm, totalOf, weekly } from '../../../spec/outcome-history.js';
import { DEFAULT_RULES, type ClinicRules } from '../../rules/clinic-rules.js';
import type { ClinicEvent } from '#lib/events';
import { type Instrument, rapportPulse } from '#lib/instruments';
import { foldEpisode } from '../../episode/episode.js';
import type { Rupture } from '../../state/rupture.js';
import type { Rating, Series } from '../../state/series.js';
import type { EpisodeState } from '../../state/episode-state.js';
import { UNKNOWN_EPISODE } from '../../state/unknown-episode.js';
import type { PastSession } from '#lib/attendance';
import { ratingFeatures } from './rating-features.js';

const rating = (at: number, value: number | null, rules: readonly string[] = []): Rating => ({
  at: day(at),
  event: `urn:practice r${at}`,
  form: `f${at}`,
  value,
  prorated: false,
  scales: [value],
  probe: null,
  verdict: null,
  rules,
  parts: [],
  shadow: [],
});
/** Ratings a week apart unless the days are given. */
const series = (values: readonly (number | null)[], given: Partial<Series> = {}): Series => ({
  instrument: 'pulse',
  version: '1',
  respondent: 'client',
  ratings: values.map((value, n) => rating(1 + 7 * n, value)),
  ...given,
});
const references = [{ code: 'pulse', version: '1', mean: 80, sd: 10 }];
const rules: ClinicRules = { ...DEFAULT_RULES, stopping: { model: 'stopping-early-1', site: 0, references } };
const seen = (all: readonly Series[], under = rules) =>
  ratingFeatures({ state: { ...UNKNOWN_EPISODE, series: all }, rules: under }, []);

describe('the level of a rating', () => {
  it('is told in spreads of the clinic’s own clients, above and below their mean', () => {
    expect(seen([series([95])])).toMatchObject({ level: 1.5 });
    expect(seen([series([95, 60])])).toMatchObject({ level: -2 });
  });

  it('passes over forms that have no score', () => {
    expect(seen([series([90, null])])).toMatchObject({ level: 1 });
    expect(seen([series([null, null])])).not.toHaveProperty('level');
  });

  it('is turned round where more is worse', () => {
    const turned: Instrument = { ...rapportPulse, direction: 'lower-is-better' };
    const own = { ...rules, instruments: [turned] };
    expect(seen([series([70, 90])], own)).toMatchObject({ level: -1, drop: 2 });
  });

  it.each([
    ['another form', { code: 'wai-s' }],
    ['another edition', { version: '2' }],
  ])('is unknown where the clinic’s own figures are of %s', (_, other) => {
    const [own = { code: '', version: '', mean: 0, sd: 1 }] = references;
    const stopping = { model: 'stopping-early-1', site: 0, references: [{ ...own, ...other }] };
    expect(seen([series([95])], { ...rules, stopping })).not.toHaveProperty('level');
  });

  it('is held against the clinical norm of the form where the clinic has no figures of its own', () => {
    const norms: Instrument['norms'] = [
      { population: 'general', mean: 50, sd: 1, basis: 'ours' },
      { population: 'clinical', mean: 60, sd: 20, basis: 'ours' },
    ];
    const normed = { ...rules, instruments: [{ ...rapportPulse, norms }] };
    expect(seen([series([70])], { ...normed, stopping: null })).toMatchObject({ level: 0.5 });
    expect(seen([series([70])], normed)).toMatchObject({ level: -1 });
    const general = [{ ...rapportPulse, norms: norms.slice(0, 1) }];
    expect(seen([series([70])], { ...rules, stopping: null, instruments: general })).not.toHaveProperty('level');
  });

  it('is the client’s own, on the alliance form that was filled in last', () => {
    const older = series([40], { ratings: [rating(1, 40), rating(9, null)] });
    const wai = series([48], { instrument: 'wai-sr', ratings: [rating(8, 48)] });
    const pulse = series([90], { ratings: [rating(9, 90)] });
    expect(seen([series([40]), wai])).toMatchObject({ level: 0 });
    expect(seen([wai, older])).toMatchObject({ level: 0 });
    expect(seen([pulse, wai])).toMatchObject({ level: 1 });
    expect(seen([wai, pulse])).toMatchObject({ level: 1 });
    const unscored = series([null, null]);
    expect(seen([unscored, wai])).toMatchObject({ level: 0 });
    expect(seen([wai, unscored])).toMatchObject({ level: 0 });
    expect(seen([series([40], { respondent: 'clinician' })])).not.toHaveProperty('level');
    expect(seen([series([40], { instrument: 'ors' })])).not.toHaveProperty('level');
    expect(seen([series([40], { instrument: 'of-nobody' })])).not.toHaveProperty('level');
  });
});

describe('the course of the ratings', () => {
  it('falls by what the latest lies below the mean of all earlier ones, and by nothing when it lies above', () => {
    expect(seen([series([90, 80, 60])]).drop).toBeCloseTo(2.5, 9);
    expect(seen([series([60, 80, 90])]).drop).toBe(0);
    expect(seen([series([60])])).not.toHaveProperty('drop');
  });

  it('slopes by the last five alone, and needs three', () => {
    expect(seen([series([90, 85])])).not.toHaveProperty('slope');
    expect(seen([series([80, 85, 90])]).slope).toBeCloseTo(0.5, 9);
    expect(seen([series([70, 70, 71, 70])]).slope).toBeCloseTo(0.01, 9);
    expect(seen([series([90, 10, 60, 70, 80, 90, 100])]).slope).toBeCloseTo(1, 9);
    // a straight line through 0, 0, 0, 1, 2 spreads rises by half a spread from one to the next
    expect(seen([series([80, 80, 80, 90, 100])]).slope).toBeCloseTo(0.5, 9);
  });
});

describe('the two views of an hour', () => {
  const clinicians = (values: readonly (number | null)[]) => series(values, { respondent: 'clinician' });
  const own = (...found: string[]) => series([], { ratings: [rating(1, 80), rating(8, 80, found), rating(15, null)] });

  it('differ where the rule said so of the latest form', () => {
    expect(seen([own('seen-differently'), clinicians([80])])).toMatchObject({ disc: 1 });
    expect(seen([own('level'), clinicians([80])])).toMatchObject({ disc: 0 });
  });

  it('are unknown without a form of the clinician’s', () => {
    expect(seen([own('seen-differently')])).not.toHaveProperty('disc');
    expect(seen([own(), clinicians([null])])).not.toHaveProperty('disc');
  });
});

describe('a rupture', () => {
  const open = foldEpisode(withRupture()).rupture as Rupture;
  const hours = (...days: number[]): PastSession[] => days.map((at) => ({ at: day(at), appointment: {} as never }));
  const of = (given: Partial<Rupture> | null, attended: readonly PastSession[] = []) => {
    const rupture = given && { ...open, onset: day(10), changedAt: day(20), ...given };
    const { openW, openC, age, repaired } = ratingFeatures({ state: { ...UNKNOWN_EPISODE, rupture }, rules }, attended);
    return { openW, openC, age, repaired };
  };
  const none = { openW: 0, openC: 0, age: 0, repaired: 0 };

  it.each<[Rupture['state'], number]>([
    ['suspected', 0],
    ['open', 1],
    ['repairing', 1],
    ['unrepaired', 1],
    ['closed', 0],
    ['none', 0],
  ])('that is %s counts %d as open', (state, openW) => expect(of({ state })).toEqual({ ...none, openW }));

  it.each<[Rupture['kind'], string]>([
    ['withdrawal', 'openW'],
    ['unknown', 'openW'],
    ['confrontation', 'openC'],
    ['mixed', 'openC'],
  ])('of the kind %s counts as %s', (kind, signal) =>
    expect(of({ state: 'open', kind })).toEqual({ ...none, [signal]: 1 }),
  );

  it('ages by the hours after its first sign, less one', () => {
    expect(of({ state: 'open' }, hours(10, 11)).age).toBe(0);
    expect(of({ state: 'open' }, hours(3, 11, 12, 13)).age).toBe(2);
  });

  it('counts as eased for five hours after its repair', () => {
    expect(of({ state: 'repaired' }, hours(19, 20, 21, 22, 23, 24, 25))).toEqual({ ...none, repaired: 1 });
    expect(of({ state: 'repaired' }, hours(21, 22, 23, 24, 25, 26))).toEqual(none);
    expect(of({ state: 'closed' }, hours(21))).toEqual(none);
  });

  it('is none where none was found', () => expect(of(null)).toEqual(none));
});

describe('an outcome', () => {
  const clinic = everyForm();
  const outcome = (...forms: ClinicEvent[]) =>
    ratingFeatures({ state: foldEpisode([opened(), ...forms], clinic), rules: clinic }, []).det;

  it('counts as worse where its own course says so, in any outcome form', () => {
    expect(outcome(...weekly('ors', 30, 35, 20))).toBe(1);
    expect(outcome(...weekly('ors', 30, 20, 29))).toBe(0);
    expect(outcome(...weekly('ors', 20, 30))).toBe(0);
    expect(outcome(...weekly('ors', 30, 30), ...weekly('gad-7', 3, 15))).toBe(1);
    expect(outcome(...weekly('ors', 30, 10), ...weekly('gad-7', 15, 3))).toBe(1);
  });

  it('counts a relapse after a gain, and no touch of a cutoff', () => {
    expect(outcome(...weekly('ors', 15, 25, 26, 27, 16))).toBe(1);
    expect(outcome(...weekly('ors', 28, 24))).toBe(0);
  });

  it('is unknown before a second form, and where only others filled it in', () => {
    expect(outcome(...weekly('ors', 30))).toBeUndefined();
    const member = (at: number, value: number) => totalOf(at, 'ors', { value, respondent: 'member:a' });
    expect(outcome(member(1, 30), member(8, 10))).toBeUndefined();
    expect(outcome(...weekly('homework', 4, 0))).toBeUndefined();
    expect(outcome(pulse(1, 90), pulse(8, 30))).toBeUndefined();
  });
});

it('knows of nothing but the absence of a rupture where no form ever came', () => {
  const empty: EpisodeState = UNKNOWN_EPISODE;
  expect(ratingFeatures({ state: empty, rules }, [])).toEqual({ openW: 0, openC: 0, age: 0, repaired: 0 });
});
