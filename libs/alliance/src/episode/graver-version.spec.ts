/** A graver version of a form that is dated before the one that was told, and came after it. */
import fc from 'fast-check';
import { day, handover, iso, named, on, opened, phq, phqRules, timer } from '../../spec/history.js';
import type { ClinicEvent } from '#lib/events';
import type { Alert } from '../state/alert.js';
import { alertsOf, continueEpisode, foldEpisode } from './episode.js';
import { lookAgainAt } from './timers.js';

const told = (...events: ClinicEvent[]): readonly Alert[] => alertsOf(foldEpisode([opened(), ...events], phqRules()));
const version = (at: number, ninth: number | null, name = `version-${at}`): ClinicEvent =>
  named(name, { ...phq(3, ninth), occurredAt: day(at) });
const typedIn = (at: number, about: number, ninth: number): ClinicEvent => {
  const event = version(at, ninth, `typed-${at}`);
  return { ...event, data: { ...event.data, administeredAt: iso(about) } } as ClinicEvent;
};

const first = phq(3, 1);
const key = told(first)[0]?.key ?? '';
const ended = on(3.05, 'alert.resolved', { alert: key, by: 'k1', outcome: 'talked-it-through' });
const wrong = on(3.05, 'alert.overridden', { alert: key, by: 'k1', reason: 'wrong' });
const taken = on(3.05, 'alert.acknowledged', { alert: key, by: 'k1' });

const graver: readonly [string, ClinicEvent][] = [
  ['typed in later, of a day before', typedIn(4, 2, 3)],
  ['typed in later, of minutes before', typedIn(3.1, 2.99, 2)],
  ['dated a day before, and sent later', version(2, 3)],
  ['dated within the same hour, and sent later', version(2.99, 3)],
  [
    'amended by an event dated before it',
    { ...phq(3, 3), type: 'feedback.amended', occurredAt: day(2.9), id: 'amended' } as ClinicEvent,
  ],
];

describe('M1: a graver version of a form that is dated before the one that a person ended', () => {
  it.each(graver)('is news that links to it: %s', (_, late) => {
    const alone = told(first, ended)[0];
    expect(alone).toMatchObject({ key, status: 'resolved', act: { by: 'k1' } });
    const alerts = told(first, ended, late);
    expect(alerts.find((alert) => alert.key === key)).toEqual(alone);
    expect(alerts.filter((alert) => alert.key !== key)).toMatchObject([
      { status: 'open', follows: key, facts: { level: 'immediate' } },
    ]);
  });

  it.each(graver)('is news beside one that was marked wrong, and beside one that somebody has: %s', (_, late) => {
    expect(
      told(first, wrong, late)
        .map(({ status, follows }) => [status, follows])
        .toSorted(),
    ).toEqual([
      ['open', key],
      ['overridden', null],
    ]);
    const alerts = told(first, taken, late);
    expect(alerts.find((alert) => alert.key === key)).toMatchObject({ status: 'acknowledged', act: { by: 'k1' } });
    expect(alerts.find((alert) => alert.key !== key)).toMatchObject({ status: 'open', facts: { level: 'immediate' } });
  });

  it.each(graver)('goes on to the cover until somebody has it: %s', (_, late) => {
    const events = [opened(), first, ended, late];
    const next = lookAgainAt(foldEpisode(events, phqRules()), phqRules());
    expect(next?.reason).toBe('safety-unacknowledged');
    // the scheduler's event is dated when it is written, which is after the act
    const written = { ...timer(next as NonNullable<typeof next>), occurredAt: (next?.at ?? 0) + 1 };
    const after = foldEpisode([...events, written], phqRules());
    expect(alertsOf(after).filter(({ clinician }) => clinician === 'k8')).toMatchObject([{ status: 'open' }]);
  });

  it('leaves what the cover heard of the first with its end', () => {
    const heard = [opened(), first, timer({ at: day(3.02), reason: 'safety-unacknowledged' })];
    const early = phqRules({ cover: 'k8', minutes: { sameDay: 20 } });
    const cover = alertsOf(foldEpisode(heard, early)).find(({ clinician }) => clinician === 'k8');
    if (!cover) throw new Error('the cover has not heard');
    const byCover = on(3.05, 'alert.resolved', { alert: cover.key, by: 'k8', outcome: 'talked-it-through' });
    const alerts = alertsOf(foldEpisode([...heard, byCover, version(2.99, 3)], early));
    expect(alerts.filter(({ status }) => status === 'resolved').map((alert) => alert.key)).toEqual(
      expect.arrayContaining([key, cover.key]),
    );
    expect(alerts.filter(({ status }) => status === 'open')).toMatchObject([
      { clinician: 'k1', follows: key, facts: { level: 'immediate' } },
    ]);
  });

  it('links to nothing that another clinician ended', () => {
    const alerts = told(first, ended, handover(3.5, 'k2'), typedIn(4, 2, 3));
    expect(alerts).toMatchObject([
      { key, clinician: 'k1', status: 'resolved' },
      { clinician: 'k2', status: 'open', follows: null },
    ]);
  });
});

describe('M1: a version that says the same, or less, and is dated before the one that a person ended', () => {
  it.each([
    ['the same, typed in later', typedIn(4, 2, 1)],
    ['the same, sent later', version(2.99, 1)],
    ['not at all, sent later', version(2.99, 0)],
    ['nothing, sent later', version(2.99, null)],
  ])('opens nothing: %s', (_, late) => {
    expect(told(first, ended, late)).toMatchObject([{ key, status: 'resolved', act: { by: 'k1' } }]);
  });
});

it('M1: a graver version of an answer that nobody has taken goes on as that answer', () => {
  expect(told(first, typedIn(4, 2, 3))).toMatchObject([{ key, status: 'open', facts: { level: 'immediate' } }]);
});

it('M1: what a person ended stays ended, in whatever order versions and acts arrive', () => {
  const late = fc.constantFrom(...graver.map(([, event]) => event), version(2.95, 1), typedIn(3.2, 1, 1));
  const done = fc.constantFrom(ended, wrong, taken);
  fc.assert(
    fc.property(fc.uniqueArray(late, { maxLength: 4 }), done, fc.nat(6), (versions, act, cut) => {
      const all = [opened(), first, act, ...versions];
      const state = foldEpisode(all, phqRules());
      expect(alertsOf(state).find((alert) => alert.key === key)?.act?.event).toBe(act.id);
      expect(foldEpisode(all.toReversed(), phqRules())).toEqual(state);
      const next = continueEpisode(foldEpisode(all.slice(0, cut), phqRules()), all.slice(cut), phqRules());
      if (next !== 'refold') expect(next).toEqual(state);
    }),
  );
});
