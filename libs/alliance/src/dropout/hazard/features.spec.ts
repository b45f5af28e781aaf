import fc from 'fast-check';
import { DAY, HOUR } from '#lib/kernel';
import { anyHistory } from '../../../spec/any-history.js';
import {
  attended,
  booked,
  calm,
  cancelled,
  clinicianPulse,
  closed,
  day,
  iso,
  missed,
  on,
  opened,
  phqItems,
  phqRules,
  pulse,
  requested,
  withRupture,
  timer,
} from '../../../spec/history.js';
import type { ClinicRules } from '../../rules/clinic-rules.js';
import type { ClinicEvent } from '#lib/events';
import { snapshotAt } from '#lib/evaluation';
import { featuresOf, landmarksOf, trainingFeatures } from './features.js';
import type { Features } from '#lib/hazard';

const references = [{ code: 'pulse', version: '1', mean: 80, sd: 10 }];
const rules: ClinicRules = { ...phqRules(), stopping: { model: 'stopping-early-1', site: 0, references } };
const seen = (at: number, ...events: ClinicEvent[]) => featuresOf(snapshotAt([opened(), ...events], day(at), rules));
const features = (at: number, ...events: ClinicEvent[]): Features => seen(at, ...events).features;

describe('the signals of an episode', () => {
  it('place the latest rating', () => {
    const rated = [pulse(1, 90), pulse(8, 80), pulse(15, 70)];
    expect(features(16, attended(1), ...rated)).toMatchObject({ level: -1, drop: 1.5, slope: -1 });
    expect(features(9, attended(1), ...rated)).toMatchObject({ level: 0, drop: 1 });
    expect(features(9, attended(1), ...rated).slope).toBeUndefined();
  });

  it('leave the ratings out where nothing is known to hold them against', () => {
    const unplaced = featuresOf(snapshotAt(calm(), day(80)));
    expect(unplaced).toMatchObject({ enough: false, interval: 10 });
    expect(unplaced.missing).toEqual(expect.arrayContaining(['level', 'drop', 'slope', 'disc']));
  });

  it('follow an open rupture and its end', () => {
    const visits = [attended(21.5, 'b'), attended(24), attended(28)];
    expect(features(22, ...withRupture(), ...visits)).toMatchObject({ openW: 1, openC: 0, age: 0, repaired: 0 });
    expect(features(29, ...withRupture(), ...visits)).toMatchObject({ openW: 1, age: 2 });
    expect(features(31, ...withRupture(), ...visits, pulse(30, 92))).toMatchObject({ openW: 0, age: 0, repaired: 1 });
    const later = [31, 32, 33, 34, 35, 36].map((at) => attended(at));
    expect(features(37, ...withRupture(), ...visits, pulse(30, 92), ...later)).toMatchObject({ repaired: 0 });
  });

  it('count the last four hours that the client could have come to', () => {
    const early = [missed(1), attended(2), attended(9), attended(16), attended(23)];
    expect(features(24, ...early)).toMatchObject({ noshow: 0, earlyns: 1 });
    expect(features(31, ...early, missed(30))).toMatchObject({ noshow: 1 });
    expect(features(31, attended(1), attended(2), attended(3), missed(30))).toMatchObject({ noshow: 1, earlyns: 0 });
  });

  it('do not guess about a beginning that is no longer kept', () => {
    const long = Array.from({ length: 61 }, (_, i) => attended(i + 2));
    expect(features(70, missed(1), ...long.slice(0, 59)).earlyns).toBe(1);
    expect(seen(70, ...long, missed(64))).toMatchObject({ interval: 61, missing: expect.arrayContaining(['earlyns']) });
  });

  it.each(['clinician', 'both', 'unknown'] as const)('do not count what was missed by %s [T-09]', (by) =>
    expect(features(10, attended(1), missed(8, by))).toMatchObject({ noshow: 0, earlyns: 0 }),
  );

  it('count late notice and moves of the client only', () => {
    const off = (by: 'client' | 'practice') => cancelled(7, 'a8', { cancelledBy: by });
    expect(features(9, attended(1), booked(1, 8), off('client'))).toMatchObject({ latecx: 1, noshow: 0 });
    expect(features(9, attended(1), booked(1, 8), off('practice'))).toMatchObject({ latecx: 0 });
    const moved = (initiatedBy: 'client' | 'clinician') =>
      on(5, 'appointment.rescheduled', { appointment: 'a8', start: iso(9), end: iso(9.04), initiatedBy });
    expect(features(10, attended(1), booked(1, 8), moved('client'), attended(9, 'a8'))).toMatchObject({ resch: 1 });
    expect(features(10, attended(1), booked(1, 8), moved('clinician'), attended(9, 'a8'))).toMatchObject({ resch: 0 });
  });

  it.each([
    ['pat', 1],
    ['pat-ucp', 1],
    ['pat-fb', 1],
    ['other', 1],
    ['oth', 1],
    [undefined, 1],
    ['pat-lt', 0],
    ['pat-preg', 0],
    ['oth-weath', 0],
    ['oth-int', 0],
    ['oth-fin', 0],
    ['maint', 0],
  ])('leave an hour out for whose loss the reason is known and is a circumstance: %s', (reasonCode, count) => {
    const reason = reasonCode === undefined ? {} : { reasonCode };
    const gone = on(8, 'appointment.missed', { appointment: 'a8', by: 'client', ...reason });
    expect(features(10, attended(1), gone)).toMatchObject({ noshow: count, earlyns: count });
    const off = cancelled(7, 'a8', { cancelledBy: 'client', ...reason });
    expect(features(9, attended(1), booked(1, 8), off)).toMatchObject({ latecx: count });
  });

  it('hear of a reason that somebody adds later', () => {
    const known = on(12, 'appointment.attendance_corrected', {
      ...{ appointment: 'a8', from: 'missed', to: 'missed', by: 'client', reasonCode: 'pat-lt' },
    });
    expect(features(13, attended(1), missed(8))).toMatchObject({ noshow: 1 });
    expect(features(13, attended(1), missed(8), known)).toMatchObject({ noshow: 0, earlyns: 0 });
  });

  it('measure the gap in doublings of the own gap', () => {
    const weekly = [attended(0.5), attended(7.5), attended(14.5)];
    expect(features(21.5, ...weekly)).toMatchObject({ gap: 0 });
    expect(features(28.5, ...weekly).gap).toBeCloseTo(1, 9);
    expect(features(7.5 + 28, attended(7.5)).gap).toBeCloseTo(2, 9);
  });

  it('do not measure it across a pause or an hour that the practice called off [T-10]', () => {
    const weekly = [attended(0.5), attended(7.5)];
    const off = [booked(8, 14.5), cancelled(9, 'a14.5', { cancelledBy: 'practice' })];
    expect(features(21.5, ...weekly, ...off)).toMatchObject({ gap: 0 });
    expect(features(40, ...weekly, on(8, 'episode.paused', {}))).toMatchObject({ gap: 0, nofut: 0 });
    const resumed = [on(8, 'episode.paused', {}), on(39, 'episode.resumed', {})];
    expect(features(40, ...weekly, ...resumed)).toMatchObject({ gap: 0, nofut: 1 });
  });

  it('hear of two views of one hour from the rule that compares them', () => {
    const forms = [clinicianPulse(1, 95), pulse(1.1, 70), clinicianPulse(8, 95), pulse(8.1, 70)];
    expect(features(9, attended(1), ...forms)).toMatchObject({ disc: 1 });
    expect(features(9, attended(1), ...forms.slice(0, 2))).toMatchObject({ disc: 0 });
    expect(seen(9, attended(1), pulse(1, 70)).missing).toContain('disc');
  });

  it('keep to the cadence that was agreed while the calendar shows none', () => {
    const agreed = on(0.2, 'episode.updated', { cadenceDays: 14 });
    expect(features(15, agreed, attended(1))).toMatchObject({ gap: 0 });
    expect(features(29, agreed, attended(1)).gap).toBeCloseTo(1, 9);
  });

  it('see whether a next appointment is booked', () => {
    expect(features(2, attended(1))).toMatchObject({ nofut: 1 });
    expect(features(2, attended(1), booked(1, 8))).toMatchObject({ nofut: 0 });
    expect(features(3, attended(1), closed(2))).toMatchObject({ nofut: 0 });
  });

  it('count silence only where somebody asked', () => {
    expect(features(2, attended(1)).nonresp).toBeUndefined();
    const asked = [requested(1, 2, 'x'), timer({ at: day(2), reason: 'feedback-overdue' })];
    expect(features(3, attended(1), ...asked)).toMatchObject({ nonresp: 1 });
  });

  it('look at tasks in CBT and DBT only', () => {
    const task = (at: number, completion: number) =>
      on(at, 'engagement.task_completed', { task: `t${at}`, taskKind: 'homework', completion });
    const tasks = [
      task(1, 4),
      task(2, 2),
      task(3, 0),
      on(4, 'engagement.task_overdue', { task: 't4', taskKind: 'homework' }),
    ];
    const cbt = on(0.1, 'episode.updated', { approach: 'cbt' });
    expect(features(5, on(0.1, 'episode.updated', { approach: 'dbt' }), ...tasks)).toMatchObject({ hw: 1 });
    expect(features(5, on(0.1, 'episode.updated', { approach: 'psychodynamic' }), ...tasks).hw).toBeUndefined();
    expect(features(5, cbt, ...tasks)).toMatchObject({ hw: 1 });
    expect(features(3, cbt, ...tasks)).toMatchObject({ hw: 0 });
    expect(features(2, cbt, ...tasks).hw).toBeUndefined();
    expect(features(5, ...tasks).hw).toBeUndefined();
  });

  it('see an outcome that got reliably worse, and no other change', () => {
    const phq = (at: number, value: number) =>
      on(at, 'feedback.submitted', {
        form: `q${at}`,
        instrument: { code: 'phq-9', version: '1' },
        respondent: 'client',
        items: phqItems(value, 0),
      });
    expect(features(9, phq(1, 1), phq(8, 2))).toMatchObject({ det: 1 });
    expect(features(9, phq(1, 2), phq(8, 1))).toMatchObject({ det: 0 });
    expect(features(2, phq(1, 1)).det).toBeUndefined();
  });

  it('say what is not known, and nothing else', () => {
    expect(seen(2, attended(1), pulse(1, 80)).missing).toEqual(['drop', 'slope', 'nonresp', 'hw', 'det', 'disc']);
    expect(seen(0.5).missing).not.toContain('openW');
  });

  it('say when enough is known to show a chance', () => {
    expect(seen(2, attended(1))).toMatchObject({ enough: false, interval: 1 });
    expect(seen(2, pulse(1, 80))).toMatchObject({ enough: false, interval: 0 });
    expect(seen(2, attended(1), pulse(1, 80))).toMatchObject({ enough: true });
  });

  it('do not change with what comes after', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 1, max: 120 }), (events, at) => {
        const before = events.filter(({ occurredAt }) => occurredAt <= day(at));
        expect(featuresOf(snapshotAt(events, day(at), rules))).toEqual(featuresOf(snapshotAt(before, day(at), rules)));
      }),
      { numRuns: 40 },
    );
  });

  it('are always finite', () => {
    fc.assert(
      fc.property(anyHistory, fc.integer({ min: 1, max: 200 }), (events, at) => {
        for (const x of Object.values(features(at, ...events))) expect(Number.isFinite(x)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a training row', () => {
  const history = [opened(), attended(1), pulse(1, 80), attended(8)];
  const row = (at: number, closedAt: number | null) => trainingFeatures(snapshotAt(history, at, rules), closedAt);

  it('looks a day after the appointment and after one cadence, never once the interval is over', () => {
    expect(landmarksOf({ opened: 0, closed: null }, 7)).toEqual([24 * HOUR, 7 * DAY]);
    expect(landmarksOf({ opened: 0, closed: 7 * DAY }, 7)).toEqual([24 * HOUR]);
    expect(landmarksOf({ opened: 0, closed: 24 * HOUR }, 7)).toEqual([]);
  });

  it('is refused at any other time', () => {
    expect(row(day(2), day(8)).ok).toBe(true);
    expect(row(day(3), day(8))).toEqual({ ok: false, error: 'leakage' });
    expect(row(day(2), day(2))).toEqual({ ok: false, error: 'leakage' });
    expect(row(day(8) + 30 * DAY, null)).toEqual({ ok: false, error: 'leakage' });
    expect(row(day(0.5), null)).toEqual({ ok: false, error: 'not-started' });
  });
});
