import { day, emptyPulse, memberPulse, named, on, opened, pulse, pulseItems, withRupture } from '../../spec/history.js';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import { foldEpisode } from './episode.js';
import type { ClinicEvent, EventData } from '#lib/events';
import { rapportPulse } from '#lib/instruments';
import type { Rupture } from '../state/rupture.js';

type Answers = NonNullable<EventData<'feedback.submitted'>['items']>;
const rupture = (...events: ClinicEvent[]): Rupture | null => foldEpisode([opened(), ...events]).rupture;
const form = (at: number, code: string, items: Answers): ClinicEvent =>
  named(
    `${code}-${at}`,
    on(at, 'feedback.submitted', {
      form: `${code}-${at}`,
      instrument: { code, version: '1' },
      respondent: 'client',
      items,
    }),
  );
/** Sliders p1 to p8 in order. */
const sliders = (...values: readonly (number | null)[]): Answers =>
  values.map((value, i) => ({ item: `p${i + 1}`, value }));

describe('a fall', () => {
  const ors = (at: number, mark: number): ClinicEvent =>
    form(
      at,
      'ors',
      [1, 2, 3, 4].map((n) => ({ item: `ors-${n}`, value: mark })),
    );

  it('is a rupture on a form about the work together, not on one about how things are', () => {
    expect(rupture(pulse(1, 90), pulse(7, 50))?.state).toBe('open');
    expect(rupture(ors(1, 9), ors(7, 2))).toBeNull();
  });

  it('is none on a clinic’s own form on which less is better', () => {
    const turned = { ...rapportPulse, code: 'turned', direction: 'lower-is-better' as const };
    const rules: ClinicRules = { ...DEFAULT_RULES, revision: 1, instruments: [turned] };
    const events = [opened(), form(1, 'turned', pulseItems(90)), form(7, 'turned', pulseItems(50))];
    const { rupture, series } = foldEpisode(events, rules);
    expect([rupture, series[0]?.ratings.map(({ value }) => Math.round(value ?? -1))]).toEqual([null, [90, 50]]);
  });

  it('is none between two versions of a form', () => {
    const instruments = [rapportPulse, { ...rapportPulse, version: '2' }];
    const next = (at: number, level: number): ClinicEvent =>
      named(
        `next-${at}`,
        on(at, 'feedback.submitted', {
          form: `next-${at}`,
          instrument: { code: 'pulse', version: '2' },
          respondent: 'client',
          items: pulseItems(level),
        }),
      );
    const both = foldEpisode([opened(), pulse(1, 90), next(7, 72)], { ...DEFAULT_RULES, revision: 1, instruments });
    expect(both.rupture).toBeNull();
    expect(both.series.map(({ version, ratings }) => [version, ratings.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
  });

  it('is seen across a form with too few answers for a score', () => {
    expect(rupture(pulse(1, 90), emptyPulse(7), pulse(14, 60))).toMatchObject({ state: 'open', onset: day(14) });
  });

  it('is followed in the series that it was seen in', () => {
    expect(rupture(memberPulse(1, 'm1', 90), memberPulse(7, 'm1', 60))?.series).toBe('pulse@1/member:m1');
  });

  it('is written down with the form that showed it', () => {
    const rating = foldEpisode(withRupture()).series[0]?.ratings.at(-1);
    expect(rating).toMatchObject({ verdict: 'probable', shadow: [] });
    expect(rating?.rules).toContain('reliable-drop');
  });
});

describe('the part of the relationship that a fall is about', () => {
  const before = form(1, 'pulse', sliders(9, 9, 9, 9, 9, 9, 8, 8));
  const facet = (...now: readonly (number | null)[]): string | null | undefined =>
    rupture(before, form(7, 'pulse', sliders(...now)))?.facet;

  it.each<[string, readonly (number | null)[]]>([
    ['bond', [4, 4, 4, 8, 8, 4, 8, 8]],
    ['bond', [4, 4, 4, 4, 4, 4, 8, 8]],
    ['collaboration', [8, 8, 8, 1, 1, 8, 8, 8]],
    ['engagement', [6, 6, 6, 6, 6, 6, 1, 1]],
  ])('is %s when that fell most: %j', (part, now) => expect(facet(...now)).toBe(part));

  it('is none that was left unanswered', () => {
    expect(facet(4, 4, 4, 8, 8, 4, null, null)).toBe('bond');
  });

  it('is none when the client says that something felt off and nothing fell', () => {
    expect(rupture(pulse(1, 90), pulse(7, 90, [2, 8, 2]))).toMatchObject({ state: 'open', facet: null });
    expect(rupture(pulse(1, 80), pulse(7, 90, [2, 8, 2]))).toMatchObject({ state: 'open', facet: null });
  });
});
