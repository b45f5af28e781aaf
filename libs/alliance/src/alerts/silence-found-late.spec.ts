/** A silence that no look found in its time has the date on which it became a fact, whatever event finds it. */
import { narrate } from '#lib/presentation';
import type { ClinicEvent } from '#lib/events';
import { steady } from '../../spec/absent.js';
import { booked, cancelled, contact, day, missed, on, opened, timer } from '../../spec/history.js';
import { lived } from '../../spec/lived.js';
import { foldEpisode } from '../episode/episode.js';

/** Kept until day 49; from day 64 on that is long. */
const LAST = 49;
const DUE = 64;
const away = (at: number, until?: string): ClinicEvent =>
  on(at, 'clinician.absence_started', { clinician: 'k1', ...(until === undefined ? {} : { until }) } as never);
const looked = { ...timer({ at: day(DUE), reason: 'absence-noticed' }), historical: true };
const told = (...events: readonly ClinicEvent[]) =>
  foldEpisode([...steady(), ...events])
    .alerts.filter(({ rule }) => rule === 'stopped-coming')
    .map(({ key, raisedAt, historical, status }) => ({ key, raisedAt, historical, status }));

const HISTORY = { key: `stopped-coming:1:a${LAST}`, raisedAt: day(DUE), historical: true, status: 'open' };

describe('a silence', () => {
  it('has the same date with a later leave of the clinician, a message to nobody or a look in its time', () => {
    expect(told(looked)).toEqual([HISTORY]);
    expect(told(away(99))).toEqual([HISTORY]);
    expect(told(looked, away(99))).toEqual([HISTORY]);
    expect(told(on(99, 'client.updated', {} as never))).toEqual([HISTORY]);
  });

  it('is news for a week, and history later', () => {
    expect(told(away(DUE + 7))).toEqual([{ ...HISTORY, historical: false }]);
    expect(told(away(DUE + 7.01))).toEqual([HISTORY]);
  });

  it('is later by a leave that was over by itself before anything was told', () => {
    const until = new Date(day(60)).toISOString();
    expect(told(away(55, until), away(99))).toMatchObject([{ raisedAt: day(DUE + 5), historical: true }]);
  });

  it('is as old as what showed it, where that was told now', () => {
    const called = [booked(49.5, 80), cancelled(79, 'a80', { cancelledBy: 'client', late: false })];
    expect(told(...called)).toMatchObject([{ raisedAt: day(79), historical: false }]);
    const shorter = on(40, 'episode.updated', { cadenceDays: 7 });
    const once = [
      opened(),
      on(0.1, 'episode.updated', { cadenceDays: 28 }),
      on(1, 'appointment.attended', { appointment: 'a1' }),
    ];
    expect(foldEpisode([...once, shorter]).alerts).toMatchObject([{ raisedAt: day(40), historical: false }]);
  });

  it('gives way to hours that were missed just now', () =>
    expect(told(missed(99))).toMatchObject([{ raisedAt: day(99), historical: false }]));

  it('stands in the timeline at its date, and comes of no other event', () => {
    const entries = narrate([...steady(), away(99)]).filter(({ at }) => at > day(50));
    expect(entries.map(({ kind, at, eventId }) => [kind, at, eventId])).toEqual([
      ['silence.absent', day(DUE), undefined],
      ['alert.raised', day(DUE), undefined],
      ['clinician.absence_started', day(99), 'urn:practice clinician.absence_started-99'],
    ]);
    const own = narrate([...steady(), looked]).filter(({ at }) => at > day(50));
    expect(own.map(({ kind, at }) => [kind, at])).toEqual([
      ['timer.due', day(DUE)],
      ['silence.absent', day(DUE)],
      ['alert.raised', day(DUE)],
    ]);
  });

  it('that a booking broke goes on as whoever took it has it', () => {
    const taken = (at: number) => on(at, 'alert.acknowledged', { alert: `stopped-coming:1:a${LAST}`, by: 'k1' });
    const went = lived([...steady(), booked(66, 73)], 100);
    expect(foldEpisode(went).alerts).toMatchObject([{ status: 'open', seenAgain: 1 }]);
    for (const at of [65, 71])
      expect(foldEpisode([...went, taken(at)]).alerts).toMatchObject([{ status: 'acknowledged', seenAgain: 1 }]);
  });

  it('is broken by a word as before', () => {
    expect(told(contact(60), away(99))).toMatchObject([{ raisedAt: day(75), historical: true }]);
    expect(told(away(99), contact(100))).toMatchObject([{ status: 'eased' }]);
  });
});
