/** Which forms about the work stand for an episode, and how they look from 0 to 100. */
import { LIBRARY } from '#lib/instruments';
import { rulesWith } from '../../spec/forms.js';
import { form, seriesOf, silent, weekly } from '../../spec/series.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { Series } from '../state/series.js';
import {
  hasOtherForms,
  latestAlliance,
  latestOwnForms,
  membersAlliance,
  membersForms,
  monthlyAlliance,
  ownAlliance,
} from './own-forms.js';

const rules = rulesWith(...LIBRARY);
const kept = (...series: readonly Series[]) => ({ series });
const member = (name: string) => ({ respondent: `member:${name}` });

describe('the latest forms of the client', () => {
  it('are six, the others before them are not shown', () => {
    const own = weekly([10, 20, 30, 40, null, 60, 70, 80]);
    expect(latestAlliance(kept(own))).toEqual([30, 40, null, 60, 70, 80]);
    expect(latestOwnForms(kept(own))).toEqual(own.ratings.slice(2));
  });

  it.each([
    ['srs', [0, 30, 40], [0, 75, 100]],
    ['wai-sr', [12, 36, 60], [0, 50, 100]],
  ])('are shown from 0 to 100: %s', (instrument, values, shown) =>
    expect(latestAlliance(kept(weekly(values, { instrument })), rules)).toEqual(shown),
  );

  it.each<[string, readonly Series[]]>([
    ['there is none', []],
    ['it is the clinician’s', [weekly([90], { respondent: 'clinician' })]],
    ['it is about something else', [weekly([30], { instrument: 'ors' })]],
    ['the clinic does not know it', [weekly([30], { instrument: 'unknown' })]],
  ])('are none where %s', (_, series) => {
    expect(latestAlliance(kept(...series))).toEqual([]);
    expect(latestOwnForms(kept(...series))).toEqual([]);
  });
});

describe('the form that stands for the work', () => {
  const pulse = (...at: readonly number[]) => seriesOf(at.map((one) => form(one, 90)));
  const srs = (...at: readonly number[]) => ({ ...pulse(...at), instrument: 'srs' });
  const review = (...at: readonly number[]) => ({ ...pulse(...at), instrument: 'review' });

  it.each<[string, Series, Series]>([
    ['came last', pulse(1, 20), srs(3, 10)],
    ['came at all', pulse(1), srs()],
    ['is no monthly one while another is in use', pulse(1), review(20)],
  ])('is the one that %s', (_, shown, other) => {
    expect(ownAlliance(kept(shown, other), rules)).toBe(shown);
    expect(ownAlliance(kept(other, shown), rules)).toBe(shown);
  });

  it('is the last of those that came at once, or never', () => {
    const [one, other] = [pulse(7), srs(7)];
    expect([ownAlliance(kept(one, other), rules), ownAlliance(kept(other, one), rules)]).toEqual([other, one]);
    const none = [pulse(), srs()] as const;
    expect(ownAlliance(kept(...none), rules)).toBe(none[1]);
  });

  it('has a monthly one beside it that stands back', () => {
    const monthly = review(20);
    expect(monthlyAlliance(kept(monthly, pulse(1)), rules)).toBe(monthly);
    expect(monthlyAlliance(kept(monthly), rules)).toBeUndefined();
  });
});

describe('the forms of members', () => {
  const [first, second] = [weekly([90, 90], member('m1')), weekly([80, null], member('m2'))];

  it('are those about the work that somebody answered', () => {
    const others = [
      weekly([90]),
      weekly([30], { ...member('m3'), instrument: 'ors' }),
      seriesOf([silent(7)], member('m4')),
    ];
    expect(membersForms(kept(...others, first, second), rules)).toEqual([first, second]);
  });

  it('are in one order: the latest answer counts, and no form that was left open', () => {
    expect(membersAlliance(kept(first, second), rules)).toBe(first);
    expect(membersAlliance(kept(second, first), rules)).toBe(first);
  });
});

describe('other forms', () => {
  it.each<[string, boolean, Series]>([
    ['the clinician’s', true, weekly([90], { respondent: 'clinician' })],
    ['about something else', true, weekly([30], { instrument: 'ors' })],
    ['one that came beside one that did not', true, seriesOf([silent(7), form(14, 30)], { instrument: 'ors' })],
    ['one that came and has no score', true, weekly([null], { instrument: 'ors' })],
    ['one that did not come', false, seriesOf([silent(7)], { instrument: 'ors' })],
    ['the client’s about the work', false, weekly([90])],
    ['a member’s about the work', false, weekly([90], member('m1'))],
  ])('are %s: %s', (_, found, series) => {
    expect(hasOtherForms(kept(series), DEFAULT_RULES)).toBe(found);
    expect(hasOtherForms(kept(weekly([90]), series), DEFAULT_RULES)).toBe(found);
  });
});
