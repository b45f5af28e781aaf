/** Which alerts end with the client's death or consent, and which of them come back with it, as what. */
import { NO_ATTENDANCE } from '#lib/attendance';
import { actBy, alertOf, stateWith } from '../../spec/alerts.js';
import { day } from '../../spec/history.js';
import { fallen } from '../../spec/judged.js';
import type { Alert } from '../state/alert.js';
import type { EpisodeState } from '../state/episode-state.js';
import { mayPrompt, withdrawAlerts } from './withdraw.js';

const consent = (alerts: boolean): Pick<EpisodeState, 'consent'> => ({
  consent: { scoring: true, alerts, messages: true },
});
const ALERTS = [
  alertOf('low-start', 'a'),
  alertOf('low-start', 'b', { status: 'snoozed', snoozedUntil: day(20), facts: { low: 50 } }),
  alertOf('low-start', 'c', { status: 'resolved' }),
  alertOf('safety-answer', 'd', { status: 'acknowledged' }),
  alertOf('safety-answer', 'e', { status: 'eased' }),
];
const after = (alerts: readonly Alert[], [was, is]: readonly [object, object]): readonly Alert[] =>
  withdrawAlerts(stateWith(alerts, was), stateWith(alerts, is)).alerts;

it('nobody is prompted about a client who died, or does not consent to it', () => {
  expect(mayPrompt(stateWith([]))).toBe(true);
  expect(mayPrompt(stateWith([], { died: day(9) }))).toBe(false);
  expect(mayPrompt(stateWith([], consent(false)))).toBe(false);
});

describe('what ends', () => {
  const ended = (alert: Alert | undefined, how: string) => ({
    ...alert,
    status: 'withdrawn',
    facts: { ...alert?.facts, ended: how },
  });

  it('with a death is all that is live, for good', () =>
    expect(after(ALERTS, [{}, { died: day(9) }])).toEqual([
      ended(ALERTS[0], 'died'),
      { ...ended(ALERTS[1], 'died'), snoozedUntil: null },
      ALERTS[2],
      ended(ALERTS[3], 'died'),
      ALERTS[4],
    ]));

  it('with the consent is all that is live but a safety answer, and until when it was put off is kept', () =>
    expect(after(ALERTS, [consent(true), consent(false)])).toEqual([
      ended(ALERTS[0], 'consent'),
      ended(ALERTS[1], 'consent'),
      ...ALERTS.slice(2),
    ]));

  it('is nothing while neither changes', () => {
    const gone = alertOf('low-start', 'a', { status: 'withdrawn', facts: { ended: 'consent' } });
    for (const given of [{}, consent(false), { died: day(9) }]) {
      const state = stateWith([...ALERTS, gone], given);
      expect(withdrawAlerts(stateWith([], given), state)).toBe(state);
    }
  });
});

describe('what consent that is given again brings back', () => {
  const gone = (rule: string, more: Partial<Alert> = {}): Alert =>
    alertOf(rule, 'p', { status: 'withdrawn', facts: { ended: 'consent', now: 60 }, ...more });
  const again = (alert: Alert, more: object = {}): Alert | undefined =>
    after([alert], [consent(false), { ...consent(true), ...more }])[0];
  const put = { act: actBy('snoozed') };

  it.each<[string, Partial<Alert>, Partial<Alert>]>([
    ['open', {}, { status: 'open', cameBackAt: null }],
    ['taken', { act: actBy('acknowledged') }, { status: 'acknowledged' }],
    [
      'put off',
      { ...put, snoozedUntil: day(10) + 1 },
      { status: 'snoozed', snoozedUntil: day(10) + 1, cameBackAt: null },
    ],
    ['back', { ...put, snoozedUntil: day(10) }, { status: 'open', snoozedUntil: null, cameBackAt: day(10) }],
    [
      'open, come back before',
      { ...put, cameBackAt: day(9) },
      { status: 'open', snoozedUntil: null, cameBackAt: day(9) },
    ],
    [
      'open, whatever time is left over',
      { snoozedUntil: day(10) + 1 },
      { status: 'open', snoozedUntil: null, cameBackAt: null },
    ],
  ])('is as it was: %s', (_, more, then) =>
    expect(again(gone('low-start', more))).toEqual({ ...gone('low-start', more), ...then, facts: { now: 60 } }),
  );

  it.each<[string, Alert, object]>([
    ['a death ended', gone('low-start', { facts: { ended: 'died' } }), {}],
    ['ended otherwise', gone('low-start', { status: 'eased' }), {}],
    ['is of work that is over', gone('low-start'), { status: 'closed' }],
    ['is of a strain that is over', gone('strain-open'), { rupture: fallen({ cause: 'p', state: 'repaired' }) }],
    ['is of another strain', gone('strain-open'), { rupture: fallen({ cause: 'o' }) }],
    ['is of an hour that nobody knows', gone('missed-during-strain'), { rupture: fallen() }],
    ['is of an absence that is over', gone('stopped-coming'), {}],
    ['is of somebody else’s work', gone('stopped-coming', { clinician: 'k3' }), { absentSince: day(5) }],
  ])('is nothing that %s', (_, alert, more) => {
    const state = stateWith([alert], { ...consent(true), ...more });
    expect(withdrawAlerts(stateWith([], consent(false)), state)).toBe(state);
  });

  const hour = { ref: 'p', status: 'missed', tally: 'missedByClient' };
  it.each<[string, Alert, object]>([
    ['a strain that stands', gone('strain-open'), { rupture: fallen({ cause: 'p' }) }],
    [
      'an hour missed in it',
      gone('missed-during-strain'),
      { rupture: fallen(), attendance: { ...NO_ATTENDANCE, appointments: [hour] } },
    ],
    ['an absence', gone('stopped-coming'), { absentSince: day(5) }],
    [
      'an absence that the cover was told of',
      gone('stopped-coming', { clinician: 'k2' }),
      { absentSince: day(5), cover: 'k2' },
    ],
    [
      'an absence that somebody stands in for',
      gone('stopped-coming', { clinician: 'k2', movedFrom: 'k1' }),
      { absentSince: day(5) },
    ],
    ['a low start', gone('low-start'), {}],
  ])('is %s', (_, alert, more) => expect(again(alert, more)?.status).toBe('open'));

  it('leaves the others as they are', () => {
    const [, other] = after([gone('low-start'), ...ALERTS.slice(2, 3)], [consent(false), consent(true)]);
    expect(other).toBe(ALERTS[2]);
  });
});
