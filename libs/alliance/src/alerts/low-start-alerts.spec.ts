/** When a low start is told, when it is not said a second time, and when it is over. */
import { rapportPulse } from '#lib/instruments';
import { alertOf, stateWith } from '../../spec/alerts.js';
import { fromHistory, pulse } from '../../spec/history.js';
import { ratedAs } from '../../spec/ratings.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { Alert } from '../state/alert.js';
import type { Rating, Series } from '../state/series.js';
import { tellLowStart } from './low-start-alerts.js';

interface Given {
  /** The form on which the rule spoke; none otherwise. */
  readonly spoke?: number;
  readonly respondent?: string;
  readonly code?: string;
}

const series = (values: readonly number[], { spoke, respondent = 'client', code = 'pulse' }: Given = {}): Series => ({
  ...{ instrument: code, version: '1', respondent },
  ratings: ratedAs(values, `s ${code}-${respondent}`).map((rating, i) => ({
    ...rating,
    event: `urn:practice ${code}-${respondent}-${i}`,
    rules: i === spoke ? ['low-start'] : ['level'],
  })),
});
const latest = { ...pulse(14, 50), id: 'pulse-client-2' };
const tell = (all: readonly Series[], alerts: readonly Alert[] = [], more: object = {}) =>
  tellLowStart(stateWith(alerts, { series: all }), { event: latest, rules: DEFAULT_RULES, turned: false, ...more })
    .alerts;

describe('a low start', () => {
  it('is told on the form that shows it, with those before it and their mean', () =>
    expect(tell([series([50, 51, 50.4], { spoke: 2 })])).toMatchObject([
      {
        ...{ key: 'low-start:1:pulse-client-2', cause: 'pulse-client-2', tier: 'talk-soon', historical: false },
        evidence: [0, 1, 2].map((i) => `urn:practice pulse-client-${i}`),
        facts: { form: 'pulse', forms: 3, low: 50.5 },
      },
    ]));

  it('is history where its form is', () =>
    expect(tell([series([50, 50, 50], { spoke: 2 })], [], { event: fromHistory(latest) })[0]?.historical).toBe(true));

  it('names the member, and a form that is not known any more by its code', () => {
    const event = { ...latest, id: 'gone-member:a-2' };
    const gone = series([50, 50, 50], { spoke: 2, respondent: 'member:a', code: 'gone' });
    expect(tell([gone], [], { event })[0]?.facts).toEqual({ form: 'gone', member: 'a', forms: 3, low: 50 });
  });

  it('is told of the form that came, and of none before it', () => {
    expect(tell([series([50, 50, 50])])).toEqual([]);
    expect(tell([series([50, 50, 50, 50], { spoke: 2 })])).toEqual([]);
    expect(tell([series([50, 50, 50], { spoke: 2 })], [], { event: pulse(14, 50) })).toEqual([]);
  });

  it('counts forms with a score alone', () => {
    const { ratings, ...rest } = series([50, 50, 50, 50], { spoke: 3 });
    const [gap, ...others] = ratings as [Rating, ...Rating[]];
    const event = { ...latest, id: 'pulse-client-3' };
    const told = tell([{ ...rest, ratings: [{ ...gap, value: null }, ...others] }], [], { event });
    expect(told[0]).toMatchObject({ facts: { forms: 3 }, evidence: { length: 3 } });
  });

  describe('that nobody might be told of before', () => {
    const since = (values: readonly number[], spoke: number) =>
      tell([series(values, { spoke })], [], { turned: true, event: pulse(60, 50) }).map(({ cause }) => cause);

    it('is told while it is one of the latest three forms', () => {
      expect(since([50, 50, 50], 2)).toEqual(['pulse-client-2']);
      expect(since([50, 50, 50, 50, 50], 2)).toEqual(['pulse-client-2']);
      expect(since([50, 50, 50, 50, 50, 50], 2)).toEqual([]);
      const later = tell([series([50, 50, 50, 60, 60], { spoke: 2 })], [], { turned: true, event: pulse(60, 50) });
      expect(later).toMatchObject([{ evidence: { length: 3 }, facts: { forms: 3, low: 50 } }]);
    });

    it('is told of each person', () => {
      const both = ['member:a', 'member:b'].map((respondent) => series([50, 50, 50], { spoke: 2, respondent }));
      expect(tell(both, [], { turned: true }).map(({ facts }) => facts['member'])).toEqual(['a', 'b']);
    });
  });

  it.each<[string, readonly Alert[], number]>([
    ['while another form says so', [alertOf('low-start', 'srs')], 1],
    ['while a fall is told', [alertOf('strain-open', 'p', { status: 'acknowledged' })], 1],
    ['where the fall is over', [alertOf('strain-open', 'p', { status: 'eased' })], 2],
    ['where it was said and is over', [alertOf('low-start', 'srs', { status: 'resolved' })], 2],
    ['while another member says so', [alertOf('low-start', 'srs', { facts: { member: 'a' } })], 2],
    ['while something else is told', [alertOf('stopped-coming', 'a1')], 2],
  ])('is said once to one person: %s', (_, alerts, told) =>
    expect(tell([series([50, 50, 50], { spoke: 2 })], alerts)).toHaveLength(told),
  );
});

it('is said once to one member', () => {
  const event = { ...latest, id: 'pulse-member:a-2' };
  const known = alertOf('low-start', 'srs', { facts: { member: 'a' } });
  expect(tell([series([50, 50, 50], { spoke: 2, respondent: 'member:a' })], [known], { event })).toEqual([known]);
});

describe('a low start that was told', () => {
  const told = alertOf('low-start', 'pulse-client-2', {
    evidence: [0, 1, 2].map((i) => `urn:practice pulse-client-${i}`),
  });
  const status = (values: readonly number[], more: Partial<Alert> = {}, given: Given = {}) =>
    tell([series(values, given)], [{ ...told, ...more }]).map((alert) => alert.status)[0];

  it('eases with two forms in a row from the line on', () => {
    expect(status([50, 50, 50, 70, 70])).toBe('eased');
    expect(status([50, 50, 50, 70])).toBe('open');
    expect(status([50, 50, 50, 70, 69.9])).toBe('open');
    expect(status([50, 50, 50, 69.9, 70])).toBe('open');
    expect(status([70])).toBe('open');
    expect(status([50, 50, 50, 70, 70], { status: 'snoozed', snoozedUntil: 9 })).toBe('eased');
  });

  it('eases by forms with a score, also where the first of it are out of sight', () => {
    const { ratings, ...rest } = series([50, 70, 0, 70]);
    const gap = ratings.map((rating, i) => (i === 2 ? { ...rating, value: null } : rating));
    expect(tell([{ ...rest, ratings: gap }], [told])[0]?.status).toBe('eased');
    expect(status([70, 70], { evidence: ['urn:practice long-ago', ...told.evidence] })).toBe('eased');
  });

  it('eases by its own form alone, and ends no other alert', () => {
    expect(status([70, 70], {}, { code: 'srs' })).toBe('open');
    expect(status([70, 70], {}, { code: 'gone' })).toBe('open');
    expect(status([70, 70], { rule: 'strain-open' })).toBe('open');
    expect(status([70, 70], { status: 'resolved' })).toBe('resolved');
  });

  it('of a form without a line eases above where it is low by half of what counts', () => {
    const { floor: _, ...bare } = rapportPulse;
    const rules = { ...DEFAULT_RULES, instruments: [bare] };
    // half of the range is 50, and half of the least change 10
    const at = (value: number) => tell([series([40, value, value])], [told], { rules })[0]?.status;
    expect([at(59.9), at(60)]).toEqual(['open', 'eased']);
  });
});
