/** Who hears first of a safety answer, what they are told, and what a later version of the form adds. */
import { UNASSIGNED } from '#lib/events';
import { alertOf, happening, stateWith } from '../../spec/alerts.js';
import { day, fromHistory } from '../../spec/history.js';
import type { Alert } from '../state/alert.js';
import type { EpisodeState, SafetyNote } from '../state/episode-state.js';
import { raiseSafetyAlerts } from './safety-alerts.js';

const note = (more: Partial<SafetyNote> = {}): SafetyNote => ({
  ...{ at: day(9), answeredOn: null, form: 'q', instrument: 'phq-9', level: 'same-day', event: 's q', cause: 'q' },
  ...{ historical: false, follows: null, later: null, versions: [] },
  ...more,
});
const event = happening();
const POLICY = { cover: 'k8' };
const heard = (safety: readonly SafetyNote[], alerts: readonly Alert[] = [], more: Partial<EpisodeState> = {}) =>
  raiseSafetyAlerts(stateWith(alerts, { safety, ...more }), { event, policy: POLICY }).alerts;

describe('a safety answer', () => {
  it('is told with how soon it has to be read, and nothing of what was answered', () => {
    const [alert] = heard([note()]);
    expect(alert).toMatchObject({
      ...{ key: 'safety-answer:1:q', tier: 'act-today', clinician: 'k1', evidence: ['s q'], historical: false },
    });
    expect(alert?.facts).toStrictEqual({ level: 'same-day' });
  });

  it('says the day of the answer, what a later version says, and that nobody knows whose it is', () => {
    const [alert] = heard([note({ answeredOn: '2026-03-01', later: 'amended' })], [], { client: UNASSIGNED });
    expect(alert?.facts).toStrictEqual({
      ...{ level: 'same-day', answeredOn: '2026-03-01', later: 'amended', whose: 'nobody-known' },
    });
  });

  it('is told to whom the clinic named, and before the opening to the cover', () => {
    const policy = { cover: 'k8', recipient: 'k7' };
    const state = stateWith([], { safety: [note()] });
    expect(raiseSafetyAlerts(state, { event, policy }).alerts).toMatchObject([{ clinician: 'k7' }]);
    const early = raiseSafetyAlerts({ ...state, status: 'unopened' }, { event, policy }).alerts;
    expect(early).toMatchObject([{ key: 'safety-answer.cover:1:q', clinician: 'k8', facts: { told: 'cover' } }]);
    const nobody = raiseSafetyAlerts({ ...state, status: 'unopened' }, { event, policy: null }).alerts;
    expect(nobody).toMatchObject([{ clinician: '' }]);
  });

  it('is told once, and to nobody where the question was left open', () => {
    const told = heard([note()]);
    expect(heard([note()], told)).toEqual(told);
    expect(heard([note({ level: 'not-answered' })])).toEqual([]);
  });

  it('that somebody has is told to nobody else once work begins', () => {
    const early = alertOf('safety-answer', 'q', {
      key: 'safety-answer.cover:1:q',
      facts: { told: 'cover' },
      evidence: ['s q'],
    });
    expect(heard([note()], [early])).toHaveLength(2);
    expect(heard([note()], [{ ...early, status: 'acknowledged' }])).toHaveLength(1);
  });

  it('of history is shown in work that runs, and not before', () => {
    expect(heard([note({ historical: true })])).toMatchObject([{ historical: true }]);
    expect(heard([note({ historical: true })], [], { status: 'unopened' })).toEqual([]);
    const state = stateWith([], { safety: [note()] });
    expect(raiseSafetyAlerts(state, { event: fromHistory(event), policy: POLICY }).alerts).toMatchObject([
      { historical: true },
    ]);
  });

  it('is seen again with a later version, which says what is so now, by all who were told', () => {
    const told = [
      alertOf('safety-answer', 'q', { facts: { level: 'same-day' } }),
      alertOf('safety-answer', 'q', { key: 'safety-answer.cover:1:q', facts: { level: 'same-day', told: 'cover' } }),
      alertOf('safety-answer', 'other'),
    ];
    const after = heard([note({ level: 'immediate', event: 's later' })], told);
    expect(after.map(({ seenAgain, facts }) => [seenAgain, facts])).toEqual([
      [1, { level: 'immediate' }],
      [1, { level: 'immediate', told: 'cover' }],
      [0, {}],
    ]);
    expect(heard([note({ level: 'immediate' })], told).map(({ seenAgain }) => seenAgain)).toEqual([0, 0, 0]);
  });
});
