import fc from 'fast-check';
import { anyHistory } from '../../spec/any-history.js';
import {
  attended,
  calm,
  contact,
  day,
  emptyPulse,
  on,
  opened,
  phq,
  phqRules,
  pulse,
  requested,
  withRupture,
  timer,
} from '../../spec/history.js';
import { foldEpisode } from './episode.js';
import type { ClinicEvent } from '#lib/events';
import { lookAgainAt, type LookAgain } from './timers.js';

const look = (events: readonly ClinicEvent[]): LookAgain | undefined => lookAgainAt(foldEpisode(events));
const quietAt = (n: number): LookAgain => ({ at: day(n), reason: 'quiet-since-strain' });
const dueAt = (n: number): LookAgain => ({ at: day(n), reason: 'feedback-overdue' });

it('waits in a calm course only for a client who would no longer come', () =>
  expect(look(calm())).toEqual({ at: day(85), reason: 'absence-noticed' }));

it('never names the same instant again once its timer is folded, and comes to rest', () => {
  fc.assert(
    fc.property(anyHistory, (events) => {
      const told = new Set<string>();
      let history: readonly ClinicEvent[] = events;
      for (let next = look(history); next; next = look(history)) {
        expect(told.has(JSON.stringify(next))).toBe(false);
        told.add(JSON.stringify(next));
        history = [...history, timer(next)];
      }
    }),
    { numRuns: 60 },
  );
});

describe('a form that was asked for', () => {
  const asked = [opened(), requested(1, 5, 'r1'), requested(8, 12, 'r2')];

  it('is looked for when it is due, the earliest first', () => expect(look(asked)).toEqual(dueAt(5)));

  it('counts as unanswered when it is due and has not come, and leaves a gap', () => {
    const state = foldEpisode([...asked, timer(dueAt(5)), timer(dueAt(12))]);
    expect([state.unanswered, state.awaited]).toEqual([2, []]);
    expect(state.series[0]?.ratings.map(({ value }) => value)).toEqual([null, null]);
  });

  it('is not waited for when it came, even unfinished or without a score', () => {
    expect(look([opened(), requested(1, 9, 'f7-client'), pulse(7, 80)])).toBeUndefined();
    expect(look([opened(), requested(1, 9, 'f7-client'), emptyPulse(7)])).toBeUndefined();
  });

  it('stops the count when the next one comes', () => {
    expect(foldEpisode([...asked, timer(dueAt(5)), timer(dueAt(12)), pulse(13, 80)]).unanswered).toBe(0);
  });

  it('takes the place of its own gap when it comes late', () => {
    const state = foldEpisode([opened(), requested(1, 5, 'f7-client'), timer(dueAt(5)), pulse(7, 80)]);
    expect(state.series[0]?.ratings).toMatchObject([{ value: 80 }]);
  });

  it('is not counted in a pause', () => {
    expect(foldEpisode([opened(), requested(1, 5), on(2, 'episode.paused', {}), timer(dueAt(5))])).toMatchObject({
      unanswered: 0,
      awaited: [],
    });
  });

  it('is counted once when it is overdue and then expires', () => {
    const expired = on(6, 'feedback.expired', { form: 'r1', instrument: { code: 'pulse', version: '1' } });
    expect(foldEpisode([opened(), requested(1, 5, 'r1'), timer(dueAt(5)), expired]).unanswered).toBe(1);
  });
});

describe('quiet since a rupture', () => {
  it('is a fact fourteen days after the rupture', () => {
    expect(look(withRupture())).toEqual(quietAt(35));
    const state = foldEpisode([...withRupture(), timer(quietAt(35))]);
    expect([state.quietSince, lookAgainAt(state), state.alerts.length]).toEqual([day(21), undefined, 1]);
  });

  it('starts again with a visit or a message', () => {
    expect(look([...withRupture(), attended(28)])).toEqual(quietAt(42));
    expect(look([...withRupture(), contact(30)])).toEqual(quietAt(44));
    expect(foldEpisode([...withRupture(), timer(quietAt(35)), contact(36)]).quietSince).toBeNull();
  });

  it('comes after a form that is due at the same time', () => {
    expect(look([...withRupture(), requested(22, 35)])).toEqual(dueAt(35));
    expect(look([...withRupture(), requested(22, 36)])).toEqual(quietAt(35));
  });

  it.each([
    [null, 'a moment too early', 34.999],
    [day(21), 'in time', 35],
    [day(21), 'late', 40],
  ])('is %p when its look comes %s', (since, _, at) =>
    expect(foldEpisode([...withRupture(), timer(quietAt(at))]).quietSince).toBe(since),
  );

  it('is no fact when somebody was heard of before the look', () => {
    expect(foldEpisode([...withRupture(), contact(30), timer(quietAt(35))]).quietSince).toBeNull();
    expect(foldEpisode([opened(), pulse(1, 90), timer(quietAt(35))]).quietSince).toBeNull();
  });

  it('is not watched for a suspicion, after the repair, or in a pause', () => {
    expect(look([opened(), pulse(0.5, 72), pulse(1, 68), pulse(7, 66)])).toBeUndefined();
    expect(look([...withRupture(), pulse(28, 90)])).toBeUndefined();
    expect(look([...withRupture(), on(25, 'episode.paused', {})])).toBeUndefined();
    expect(look([...withRupture(), on(25, 'episode.paused', {}), on(50, 'episode.resumed', {})])).toEqual(quietAt(64));
  });
});

it('tells the next person of a safety answer at once when the first to hear is away', () => {
  const away = timer({ at: day(1), reason: 'hearer-away' });
  const { alerts } = foldEpisode([opened(), phq(1, 2), away], phqRules({ cover: 'k8' }));
  expect(alerts.map(({ clinician }) => clinician)).toEqual(['k1', 'k8']);
});

describe('a sign of life from the client', () => {
  const appointment = 'a28';
  it.each<[string, ClinicEvent, number]>([
    ['arriving', on(28, 'appointment.arrived', { appointment }), 42],
    ['confirming', on(28, 'appointment.confirmed', { appointment, by: 'client' }), 42],
    ['joining a call', on(28, 'visit.participant_joined', { appointment, role: 'client' }), 42],
    ['leaving it', on(28, 'visit.participant_left', { appointment, role: 'client' }), 42],
    ['not the practice confirming', on(28, 'appointment.confirmed', { appointment, by: 'practice' }), 35],
    ['not the clinician waiting', on(28, 'visit.participant_joined', { appointment, role: 'clinician' }), 35],
  ])('ends the silence since a strain: %s', (_, event, at) =>
    expect(look([...withRupture(), event])).toEqual(quietAt(at)),
  );
});
