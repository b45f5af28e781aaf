import { facetValues, haqIi, type Answer, rapportPulse, srs, waiSr } from '#lib/instruments';
import { collaborationOf, withForm } from './facets.js';
import type { LatestForm } from '../state/latest-form.js';

const answers = (given: Readonly<Record<string, number | null>>): Answer[] =>
  Object.entries(given).map(([item, value]) => ({ item, value }));

describe('the parts of the relationship', () => {
  it('are known from half of their answers on', () => {
    expect(facetValues(rapportPulse, answers({ p1: 4, p2: 7 }))).toEqual({ empathy: 40, listening: 70, bond: 55 });
    expect(facetValues(rapportPulse, answers({ p1: 4 }))).toEqual({ empathy: 40 });
    expect(facetValues(rapportPulse, answers({ p7: 6 }))).toEqual({ engagement: 60 });
  });

  it('are not made of missing answers or of questions that the form does not have', () => {
    expect(facetValues(rapportPulse, answers({ p5: null, p9: 3 }))).toEqual({});
    expect(facetValues(rapportPulse, answers({ p5: null, p4: 0 }))).toEqual({ goal: 0 });
  });

  it('run from the lowest answer of the form, not from nought', () =>
    expect(facetValues(waiSr, answers({ 'waisr-1': 1, 'waisr-2': 2, 'waisr-10': 5, 'waisr-12': 3 }))).toEqual({
      task: 43.8,
    }));

  it('are bond, goal and task on the lines of the SRS, which asks for the approach last', () =>
    expect(facetValues(srs, answers({ 'srs-1': 9, 'srs-2': 8, 'srs-3': 7, 'srs-4': 1 }))).toEqual({
      bond: 90,
      goal: 80,
      task: 70,
    }));

  it('are unknown on a form whose questions nobody has sorted', () =>
    expect(facetValues(haqIi, answers({ 'haq2-1': 6 }))).toEqual({}));
});

describe('collaboration', () => {
  it('lies between agreement on the goals and on the way there, and needs both', () => {
    expect(collaborationOf({ task: 60, goal: 90 })).toBe(75);
    expect([collaborationOf({ task: 60 }), collaborationOf({ goal: 90 }), collaborationOf({})]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('the latest forms', () => {
  const form: LatestForm = { instrument: 'a', version: '1', respondent: 'client', at: 1, event: 's 1', answers: [] };
  const later = { ...form, at: 2, event: 's 2' };

  it('keep one of each person, form and edition', () => expect(withForm([form], later)).toEqual([later]));

  it.each([
    ['another form', { instrument: 'b' }],
    ['another edition', { version: '2' }],
    ['another person', { respondent: 'clinician' }],
  ])('keep %s beside it', (_, other) => expect(withForm([{ ...form, ...other }], later)).toHaveLength(2));
});
