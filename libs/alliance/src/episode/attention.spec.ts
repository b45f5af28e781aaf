import type { ClinicEvent } from '#lib/events';
import { LIBRARY } from '#lib/instruments';
import { rulesWith } from '../../spec/forms.js';
import { alertOf, stateWith } from '../../spec/alerts.js';
import { calendar, hour } from '../../spec/calendar.js';
import { fallen } from '../../spec/judged.js';
import { form, seriesOf, weekly } from '../../spec/series.js';
import { day } from '../../spec/history.js';
import { clinicianPulse, on, opened, phq, phqRules, requested, withRupture } from '../../spec/history.js';
import type { Alert, AlertTier } from '../state/alert.js';
import type { EpisodeState, SafetyNote } from '../state/episode-state.js';
import { attentionOf } from './attention.js';
import { alertsOf, foldEpisode } from './episode.js';

const strained = foldEpisode(withRupture(), phqRules());
const [strain] = alertsOf(strained) as [Alert];
const alert = (tier: AlertTier, more: Partial<Alert> = {}): Alert => ({
  ...strain,
  key: `${tier}-later`,
  tier,
  ...more,
});
const after = (...alerts: Alert[]): EpisodeState => ({ ...strained, alerts });
const asks = (...alerts: Alert[]): string => attentionOf(after(...alerts), phqRules()).attention;

describe('words: an episode without a form about the work', () => {
  const seq = { form: 's1', instrument: { code: 'seq', version: '5' }, respondent: 'client' };
  const items = [3, 4, 7, 8, 9].map((n) => ({ item: `seq-${n}`, value: 5 }));

  it('has no forms only where there are none', () => {
    const rules = rulesWith(...LIBRARY);
    const because = (...events: ClinicEvent[]) => attentionOf(foldEpisode([opened(), ...events], rules), rules).because;
    expect(because()).toEqual({ code: 'no-forms' });
    expect(because(requested(1, 3))).toEqual({ code: 'no-forms' });
    expect(because(clinicianPulse(1, 80))).toEqual({ code: 'other-forms' });
    expect(because(on(1, 'feedback.submitted', { ...seq, items }))).toEqual({ code: 'other-forms' });
  });
});

describe('what an episode asks for while several alerts wait', () => {
  it('is what the most urgent one asks for, whichever came last', () => {
    expect(strain.tier).toBe('talk-soon');
    expect(asks(strain, alert('keep-an-eye'))).toBe('talk-soon');
    expect(asks(alert('keep-an-eye'), strain)).toBe('talk-soon');
    expect(asks(alert('act-today'), strain, alert('keep-an-eye'))).toBe('act-today');
  });

  it('stays so while somebody has the most urgent one, and not while it is put off or has ended', () => {
    const later = alert('keep-an-eye');
    expect(asks({ ...strain, status: 'acknowledged' }, later)).toBe('talk-soon');
    expect(asks({ ...strain, status: 'snoozed', snoozedUntil: strained.asOf + 1 }, later)).toBe('keep-an-eye');
    expect(asks({ ...strain, status: 'resolved' }, later)).toBe('keep-an-eye');
    expect(asks({ ...strain, historical: true }, later)).toBe('keep-an-eye');
  });

  it('tells of the latest of those that are as urgent as each other', () => {
    const later = alert('talk-soon');
    expect(attentionOf(after(strain, later, alert('keep-an-eye')), phqRules()).because).toEqual({
      code: 'alert',
      alert: later,
    });
  });

  it('is to act today while a safety answer waits, also where it is put off', () => {
    const told = foldEpisode([opened(), phq(1, 3)], phqRules());
    const put = told.alerts.map((one) => ({ ...one, status: 'snoozed' as const, snoozedUntil: told.asOf + 1 }));
    expect(attentionOf({ ...told, alerts: [...put, alert('keep-an-eye')] }, phqRules()).attention).toBe('act-today');
  });
});

describe('what an episode asks for, by what stands in it', () => {
  const now = (more: Partial<EpisodeState>, ...alerts: readonly Alert[]) => attentionOf(stateWith(alerts, more));
  const because = (more: Partial<EpisodeState>, ...alerts: readonly Alert[]) => now(more, ...alerts).because;
  const today = alertOf('safety-answer', 'q', { tier: 'act-today' });
  const soon = alertOf('strain-open', 'p');
  const eye = alertOf('stopping-chance', 'p', { tier: 'keep-an-eye' });
  const unsaid = { consent: { scoring: false, alerts: true, messages: true } };

  it.each<[string, Partial<EpisodeState>, string]>([
    ['a client who died', { died: day(9) }, 'on-course died'],
    ['work that has ended', { status: 'closed' }, 'on-course ended'],
    ['a pause', { status: 'paused' }, 'on-course paused'],
    ['work that has not begun', { status: 'unopened' }, 'not-enough-yet unopened'],
    ['a client who did not consent', unsaid, 'not-enough-yet no-consent'],
    ['running work', {}, 'not-enough-yet no-forms'],
  ])('of %s', (_, more, found) => {
    const { attention, because } = now(more);
    expect(`${attention} ${because.code}`).toBe(found);
  });

  it('is nothing after a death, and of work that rests only what waits for today', () => {
    expect(because({ died: day(9) }, today)).toEqual({ code: 'died' });
    for (const resting of [{ status: 'closed' }, { status: 'paused' }, { status: 'unopened' }, unsaid] as const) {
      expect(because(resting, today, soon)).toEqual({ code: 'alert', alert: today });
      expect(because(resting, soon).code).not.toBe('alert');
    }
  });

  it('is what the latest alert says, and that the client is quiet where that is so', () => {
    expect(now({}, soon)).toEqual({ attention: 'talk-soon', because: { code: 'alert', alert: soon } });
    expect(now({}, eye)).toEqual({ attention: 'keep-an-eye', because: { code: 'alert', alert: eye } });
    const later = { ...eye, key: 'later' };
    expect(because({}, eye, later)).toEqual({ code: 'alert', alert: later });
    expect(now({ quietSince: day(9) }, soon)).toEqual({
      attention: 'talk-soon',
      because: { code: 'quiet', since: day(9) },
    });
    expect(now({ quietSince: day(9) }, eye)).toEqual({
      attention: 'keep-an-eye',
      because: { code: 'quiet', since: day(9) },
    });
  });

  it.each<[object, object]>([
    [{}, { code: 'strained' }],
    [{ slowly: 1 }, { code: 'going-down' }],
    [
      { part: 'bond', slowly: 1 },
      { code: 'part-lower', part: 'bond' },
    ],
    [
      { swingPart: 'goal', part: 'bond' },
      { code: 'part-swings', part: 'goal' },
    ],
    [{ swingPart: 'goal', before: 90 }, { code: 'strained' }],
    [{ swings: 1, swingPart: 'goal' }, { code: 'swinging' }],
  ])('of a strain that nobody is told of: %j: %j', (facts, found) => {
    const rupture = fallen({ facts: facts as Record<string, number> });
    expect(now({ rupture })).toEqual({ attention: 'keep-an-eye', because: found });
    expect(because({ rupture: { ...rupture, state: 'repairing' } })).toEqual({ code: 'easing' });
    expect(now({ rupture, quietSince: day(9) })).toEqual({
      attention: 'keep-an-eye',
      because: { code: 'quiet', since: day(9) },
    });
    expect(because({ rupture: { ...rupture, state: 'closed' } })).toEqual({ code: 'no-forms' });
  });

  it('is an absence, after a strain and before what did not come', () => {
    const attendance = calendar([hour(1), hour(2)]);
    const absent = { code: 'absent', rule: 'stopped-coming', facts: { how: 'missed', missed: 2 } };
    expect(now({ attendance, unanswered: 2 })).toMatchObject({ attention: 'keep-an-eye', because: absent });
    expect(because({ attendance, rupture: fallen() })).toEqual({ code: 'strained' });
  });

  it('is what was asked for and did not come twice', () => {
    expect(now({ unanswered: 2 })).toEqual({
      attention: 'keep-an-eye',
      because: { code: 'unanswered', requests: 2 },
    });
    expect(because({ unanswered: 3 })).toEqual({ code: 'unanswered', requests: 3 });
    expect(because({ unanswered: 1 })).toEqual({ code: 'no-forms' });
  });

  it('is a safety question that the latest form of its kind left open', () => {
    const note = (form: string, level: SafetyNote['level'] = 'not-answered') =>
      ({ form, level, instrument: 'phq-9' }) as SafetyNote;
    const phq9 = (...at: readonly number[]) =>
      seriesOf(
        at.map((one) => form(one, 5)),
        { instrument: 'phq-9' },
      );
    const other = weekly([90]);
    const open = (series: EpisodeState['series'], ...safety: readonly SafetyNote[]) =>
      because({ series, safety }).code === 'safety-open';
    expect(open([phq9(3, 5), other], note('f5'))).toBe(true);
    expect(now({ series: [phq9(3)], safety: [note('f3')], unanswered: 2 })).toEqual({
      attention: 'keep-an-eye',
      because: { code: 'safety-open' },
    });
    expect(open([phq9(), phq9(3, 5)], note('f3', 'immediate'), note('f5'))).toBe(true);
    expect(open([phq9(3, 5)], note('f3'))).toBe(false);
    expect(open([phq9(3, 5)], note('f5', 'immediate'))).toBe(false);
    expect(open([phq9(3, 5)], note('f3'), note('f5', 'same-day'))).toBe(false);
    expect(open([phq9(5), other], note('f7'))).toBe(false);
    expect(open([phq9(3, 5)])).toBe(false);
  });

  it.each<[string, readonly number[], string, boolean]>([
    ['one form', [90], 'not-enough-yet one-form', true],
    ['two forms', [90, 90], 'on-course two-forms', true],
    ['as ever', [90, 90, 90], 'on-course steady', true],
    ['better than ever', [71, 71, 71, 95, 95], 'on-course risen', true],
    ['full marks', [100, 100, 100, 100, 100, 100], 'on-course full-marks', false],
  ])('is that all is well, and what the outcome says first: %s', (...[, values, calm, givesWay]) => {
    const point = { at: day(1), event: 's o', value: 20 };
    const course = { instrument: 'ors', version: '1', respondent: 'client', first: point, latest: point, parts: [] };
    const better = { ...course, forms: 3, recent: [20], best: 20, worse: null, crossed: null, better: 'improved' };
    const outcome = { courses: [better], moments: [] } as unknown as EpisodeState['outcome'];
    const found = (more: Partial<EpisodeState>) => {
      const { attention, because } = now({ series: [weekly(values)], ...more });
      return `${attention} ${because.code}`;
    };
    expect(found({})).toBe(calm);
    expect(found({ outcome })).toBe(givesWay ? 'on-course outcome-improved' : calm);
  });

  it('is not enough yet where all forms are about something else', () =>
    expect(now({ series: [weekly([90], { respondent: 'clinician' })] })).toEqual({
      attention: 'not-enough-yet',
      because: { code: 'other-forms' },
    }));
});
