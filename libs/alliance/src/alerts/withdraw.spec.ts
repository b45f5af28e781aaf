import type { ClinicEvent } from '#lib/events';
import {
  attended,
  booked,
  closed,
  day,
  handover,
  iso,
  missed,
  on,
  opened,
  requested,
  timer,
  withRupture,
} from '../../spec/history.js';
import { foldEpisode } from '../episode/episode.js';
import { lookAgainAt } from '../episode/timers.js';
import type { Alert } from '../state/alert.js';

const consent = (at: number, granted: boolean) => on(at, 'client.consent_changed', { scope: 'alerts', granted });
const [told] = foldEpisode(withRupture()).alerts as [Alert];
const snoozed = (at: number, until: number) =>
  on(at, 'alert.snoozed', { alert: told.key, by: 'k1', until: iso(until) });
const taken = (at: number) => on(at, 'alert.acknowledged', { alert: told.key, by: 'k1' });
const after = (...more: Parameters<typeof foldEpisode>[0]) => foldEpisode([...withRupture(), ...more]).alerts[0];

describe('an alert that was withdrawn with consent, once it is given again', () => {
  it('has come back when its time was over meanwhile', () =>
    expect(after(snoozed(22, 25), consent(23, false), consent(30, true))).toMatchObject({
      status: 'open',
      snoozedUntil: null,
      cameBackAt: day(25),
    }));

  it('is put off still when its time is not over, and comes back then', () => {
    const history = [snoozed(22, 35), consent(23, false), consent(30, true)];
    expect(after(...history)).toMatchObject({ status: 'snoozed', snoozedUntil: day(35), cameBackAt: null });
    expect(after(...history, on(36, 'client.updated', {}))).toMatchObject({ status: 'open', cameBackAt: day(35) });
  });

  it('did not come back when nobody had put it off', () =>
    expect(after(consent(23, false), consent(30, true))).toMatchObject({ status: 'open', cameBackAt: null }));

  it.each([
    ['open', []],
    ['taken', [taken(22)]],
    ['put off', [snoozed(22, 35)]],
  ])('does not say any more that it had ended: %s', (_, acts) => {
    expect(after(...acts, consent(23, false))).toMatchObject({ status: 'withdrawn', facts: { ended: 'consent' } });
    expect(after(...acts, consent(23, false), consent(30, true))?.facts).toEqual(told.facts);
  });
});

describe('C14: consent that is given again brings back what it stopped', () => {
  const withMissed = [...withRupture(), booked(22, 24, 'm'), missed(24, 'client', 'm')];
  const rows = (...more: ClinicEvent[]) =>
    foldEpisode([...withMissed, ...more]).alerts.map(({ rule, status }) => `${rule} ${status}`);

  it('a prompt about a missed hour during a strain, too', () => {
    expect(rows(consent(25, false))).toEqual(['strain-open withdrawn', 'missed-during-strain withdrawn']);
    expect(rows(consent(25, false), consent(30, true))).toEqual(['strain-open open', 'missed-during-strain open']);
  });

  it.each<[string, ClinicEvent[], string[]]>([
    ['the hour took place after all', [attended(26, 'm')], ['strain-open open', 'missed-during-strain withdrawn']],
    ['the strain is over', [handover(26)], ['strain-open withdrawn', 'missed-during-strain withdrawn']],
    ['the episode is over', [closed(26)], ['strain-open withdrawn', 'missed-during-strain withdrawn']],
  ])('but not what ended meanwhile: %s', (_, meanwhile, expected) => {
    expect(rows(consent(25, false), ...meanwhile, consent(30, true))).toEqual(expected);
  });

  it('a form that was asked for is waited for again, and what fell due meanwhile is not missing', () => {
    const scoring = (at: number, granted: boolean) => on(at, 'client.consent_changed', { scope: 'scoring', granted });
    const history = [opened(), requested(1, 5, 'early'), requested(2, 40, 'late'), scoring(3, false)];
    const due = { reason: 'feedback-overdue' } as const;
    const meanwhile = foldEpisode([...history, timer({ ...due, at: day(5) })]);
    expect(meanwhile).toMatchObject({ unanswered: 0, awaited: [{ form: 'late' }] });
    const again = [...history, timer({ ...due, at: day(5) }), scoring(10, true)];
    expect(lookAgainAt(foldEpisode(again))).toEqual({ ...due, at: day(40) });
    expect(foldEpisode([...again, timer({ ...due, at: day(40) })])).toMatchObject({ unanswered: 1, awaited: [] });
  });

  it('silence since a strain is watched on', () => {
    const quiet = foldEpisode([...withRupture(), consent(23, false), consent(24, true)]);
    expect(lookAgainAt(quiet)?.reason).toBe('quiet-since-strain');
  });

  describe('an absence', () => {
    const gone = [opened(), attended(1), attended(8), missed(15), missed(22)];
    const absences = (...more: ClinicEvent[]) =>
      foldEpisode([...gone, ...more])
        .alerts.filter(({ rule }) => rule === 'stopped-coming')
        .map(({ status, clinician }) => `${status} ${clinician}`);

    it('that was told is open again while the client has not come', () => {
      expect(absences()).toEqual(['open k1']);
      expect(absences(consent(23, false))).toEqual(['withdrawn k1']);
      expect(absences(consent(23, false), consent(24, true))).toEqual(['open k1']);
      expect(absences(consent(23, false), attended(23.5, 'z'), consent(24, true))).toEqual(['withdrawn k1']);
    });

    it('is as open as it was for who has taken over, though the one before had taken it', () => {
      const by = on(22.5, 'alert.acknowledged', { alert: 'stopped-coming:1:a22', by: 'k1' });
      expect(absences(by, consent(23, false), consent(24, true))).toEqual(['acknowledged k1']);
      expect(absences(by, handover(23))).toEqual(['open k2']);
      expect(absences(by, handover(23), consent(24, false), consent(25, true))).toEqual(['open k2']);
    });

    it('is told to whoever has taken over meanwhile, and where nobody might be told of it before', () => {
      expect(absences(consent(23, false), handover(23.5), consent(24, true))).toEqual(['withdrawn k1', 'open k2']);
      expect(absences(consent(9, false))).toEqual([]);
      expect(absences(consent(9, false), consent(24, true))).toEqual(['open k1']);
    });
  });
});
