/** What is said of a course that asks for nothing, and how long it is said that a strain has eased. */
import { stateWith } from '../../spec/alerts.js';
import { day } from '../../spec/history.js';
import { fallen } from '../../spec/judged.js';
import { form, seriesOf, silent, weekly } from '../../spec/series.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import { calmReason } from './calm-reason.js';

const reason = (more: Partial<EpisodeState>) => calmReason(stateWith([], more), DEFAULT_RULES);
const courses = [{}] as unknown as EpisodeState['outcome']['courses'];
const outcome = { courses, moments: [] };

describe('a course that asks for nothing', () => {
  it.each<[string, Partial<EpisodeState>, string]>([
    ['without a form', {}, 'no-forms'],
    ['with forms about how the client is', { outcome }, 'outcome-only'],
    ['with such forms beside one about the work', { outcome, series: [weekly([90])] }, 'one-form'],
    ['with forms of the clinician', { series: [weekly([90], { respondent: 'clinician' })] }, 'other-forms'],
    ['with a form that has no score', { series: [weekly([null])] }, 'no-forms'],
    ['with one that has, and one that did not come', { series: [seriesOf([form(7, 90), silent(14)])] }, 'one-form'],
    ['with two', { series: [weekly([90, 90])] }, 'two-forms'],
    ['with two of a member', { series: [weekly([90, 90], { respondent: 'member:m1' })] }, 'two-forms'],
    ['with three', { series: [weekly([90, 90, 90])] }, 'steady'],
  ])('%s', (_, more, found) => expect(reason(more)).toBe(found));
});

describe('a strain that was mended', () => {
  /** Eight forms, the last on day 56. */
  const after = (changedAt: number, state: 'repaired' | 'closed' = 'repaired') =>
    reason({
      series: [weekly([90, 90, 90, 90, 90, 90, 90, 90])],
      rupture: fallen({ state, changedAt: day(changedAt) }),
    });

  it('is told of until six forms have come since', () => {
    expect(after(56)).toBe('eased');
    expect(after(21)).toBe('eased');
    expect(after(20)).toBe('steady');
    expect(after(14)).toBe('steady');
    expect(after(1)).toBe('steady');
  });

  it('is not where it ended otherwise, or never was', () => {
    expect(after(56, 'closed')).toBe('steady');
    expect(reason({ series: [weekly([90, 90, 90])], rupture: null })).toBe('steady');
  });
});
