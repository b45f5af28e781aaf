/** Views and differences where several forms, editions and people stand beside each other. */
import { clinicianSeries, ratedAs } from '../../spec/ratings.js';
import { DAY } from '#lib/kernel';
import { opened, day } from '../../spec/history.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import { foldEpisode } from '../episode/episode.js';
import { arm5, goals, haqIi, type Instrument, rapportPulse } from '#lib/instruments';
import type { Series } from '../state/series.js';
import type { LatestForm } from '../state/latest-form.js';
import { relationshipOf } from './relationship.js';

const clientSeries = (instrument: Instrument, values: readonly number[]): Series => ({
  ...clinicianSeries(instrument, values),
  respondent: 'client',
  ratings: ratedAs(values),
});
const later = (series: Series, days: number): Series => ({
  ...series,
  ratings: series.ratings.map((rating) => ({ ...rating, at: rating.at + days * DAY })),
});
const of = (series: readonly Series[], latestForms: readonly LatestForm[] = []) =>
  relationshipOf({ ...foldEpisode([opened()]), series, latestForms }, { ...DEFAULT_RULES, instruments: KNOWN });

/** An outcome form whose spread is known, so that nothing but its purpose keeps it apart. */
const outcome: Instrument = { ...rapportPulse, code: 'outcome', construct: 'outcome' };
const KNOWN = [rapportPulse, arm5, haqIi, goals, outcome, { ...rapportPulse, version: '2' }];

describe('full marks', () => {
  const form = (instrument: Instrument, respondent: string): LatestForm => ({
    instrument: instrument.code,
    version: instrument.version,
    respondent,
    at: day(35),
    event: 's 5',
    answers: [],
  });
  const SIX = Array<number>(6).fill(100);
  const marks = (...series: Series[]) => of(series, [form(rapportPulse, 'client')]).views[0]?.fullMarks;

  it('are those of the same person, form and edition', () => {
    expect(marks(clientSeries(rapportPulse, SIX))).toBe(true);
    const calm = clientSeries(rapportPulse, SIX.with(5, 90));
    for (const other of [{ respondent: 'clinician' }, { version: '2' }, { instrument: 'outcome' }]) {
      const full = { ...clientSeries(rapportPulse, SIX), ...other };
      expect([marks(full, calm), marks(full)]).toEqual([false, false]);
    }
  });

  it('are not broken by a form with too few answers', () => {
    const gap = ratedAs(Array<number>(7).fill(100)).map((rating, i) => (i === 3 ? { ...rating, value: null } : rating));
    expect(marks({ ...clientSeries(rapportPulse, []), ratings: gap })).toBe(true);
  });

  it('are not known of a form that nobody knows', () =>
    expect(of([], [form({ ...rapportPulse, code: 'unheard-of' }, 'client')]).views).toMatchObject([
      { instrument: 'unheard-of', values: {}, collaboration: null, composite: null, fullMarks: false },
    ]));
});

describe('the difference of views', () => {
  const between = (instrument: Instrument, client: readonly number[], clinician: readonly number[]) =>
    of([clientSeries(instrument, client), clinicianSeries(instrument, clinician)]).discrepancy;

  it('is that of the latest hour, and lasts from the second hour in a row on', () => {
    expect(between(rapportPulse, [80], [95])).toEqual({
      spreads: expect.closeTo(1.41, 9) as number,
      lasting: false,
      evidence: ['s 0', 'k 0'],
    });
    expect(between(rapportPulse, [80, 80, 80], [95, 80, 110])).toEqual({
      spreads: expect.closeTo(2.41, 9) as number,
      lasting: false,
      evidence: ['s 2', 'k 2'],
    });
    expect(between(rapportPulse, [80, 80, 80], [80, 95, 95])?.lasting).toBe(true);
  });

  it('lasts at exactly one spread, as the rule on two views says', () => {
    // 8.85 / 15 + .41 is 1, and a hair less in binary.
    expect(between(rapportPulse, [80, 80], [88.85, 88.85])?.lasting).toBe(true);
    expect(between(rapportPulse, [80, 80], [88.85, 88.84])?.lasting).toBe(false);
  });

  it('is that of the form that was filled in last', () => {
    const pulses = [clientSeries(rapportPulse, [80]), clinicianSeries(rapportPulse, [80])];
    const arms = [clientSeries(arm5, [5]), clinicianSeries(arm5, [5.9])].map((series) => later(series, 7));
    for (const series of [
      [...pulses, ...arms],
      [...arms, ...pulses],
    ])
      expect(of(series).discrepancy?.spreads).toBeCloseTo(1.41, 9);
  });

  it('leaves forms without a score aside', () => {
    const ratings = ratedAs([80, 80]).map((rating, i) => (i === 1 ? { ...rating, value: null } : rating));
    const client = { ...clientSeries(rapportPulse, []), ratings };
    expect(of([client, clinicianSeries(rapportPulse, [95, 95])]).discrepancy?.evidence).toEqual(['s 0', 'k 0']);
  });

  it('is drawn only between a client and a clinician, on a form about the relationship', () => {
    expect(between(outcome, [80, 80], [95, 95])).toBeNull();
    expect(between({ ...rapportPulse, code: 'unheard-of' }, [80], [95])).toBeNull();
    const member = { ...clientSeries(rapportPulse, [80]), respondent: 'member:m1' };
    expect(of([member, clinicianSeries(rapportPulse, [95])]).discrepancy).toBeNull();
  });
});
