import {
  attended,
  closed,
  contact,
  day,
  handover,
  iso,
  marked,
  missed,
  on,
  opened,
  phq,
  phqRules,
  pulse,
  withRupture,
} from '../../spec/history.js';
import { continueEpisode, foldEpisode } from './episode.js';
import { lookAgainAt } from './timers.js';
import type { ClinicEvent, EventData } from '#lib/events';
import type { EpisodeState } from '../state/episode-state.js';

const state = (...events: ClinicEvent[]): EpisodeState => foldEpisode([opened(), ...events]);
const paused = (at: number): ClinicEvent => on(at, 'episode.paused', {});
const resumed = (at: number): ClinicEvent => on(at, 'episode.resumed', {});
const announced = (at: number, effective: number, to = 'k2'): ClinicEvent =>
  on(at, 'episode.clinician_changed', { to, kind: 'handover', effectiveAt: iso(effective) });

describe('an episode', () => {
  type Frame = Omit<EventData<'episode.updated'>, 'episode' | 'client'>;
  const framed = (at: number, frame: Frame): ClinicEvent => on(at, 'episode.updated', frame);
  const frame = ({ approach, cadenceDays, plannedVisits }: EpisodeState) => ({ approach, cadenceDays, plannedVisits });

  it('is not open before somebody opens it', () => {
    expect(foldEpisode([attended(1)])).toMatchObject({
      status: 'unopened',
      clinician: null,
      opened: null,
      running: null,
    });
  });

  it('opens with its clinician at that time, and keeps its first day when it is opened again', () => {
    expect(foldEpisode([opened(3)])).toMatchObject({
      status: 'open',
      clinician: 'k1',
      opened: day(3),
      running: day(3),
    });
    expect(foldEpisode([opened(3), closed(9), opened(20)])).toMatchObject({
      status: 'open',
      opened: day(3),
      running: day(20),
    });
  });

  it('keeps what was planned, and changes only what is told anew', () => {
    expect(frame(state())).toEqual({ approach: null, cadenceDays: null, plannedVisits: null });
    const planned = framed(1, { approach: 'cbt', cadenceDays: 7, plannedVisits: 12 });
    expect(frame(state(planned))).toEqual({ approach: 'cbt', cadenceDays: 7, plannedVisits: 12 });
    expect(frame(state(planned, framed(2, { cadenceDays: 14 })))).toEqual({
      approach: 'cbt',
      cadenceDays: 14,
      plannedVisits: 12,
    });
    const plan = { approach: 'emdr', cadenceDays: 10, plannedVisits: 8 } as const;
    expect(frame(foldEpisode([on(0, 'episode.opened', { clinician: 'k1', ...plan })]))).toEqual(plan);
  });

  it('rests from its pause until it is resumed', () => {
    expect(state(paused(3)).status).toBe('paused');
    expect(state(paused(3), resumed(9))).toMatchObject({ status: 'open', running: day(9), breaks: [[day(3), day(9)]] });
  });

  it.each<[string, ClinicEvent[]]>([
    ['paused', [closed(5), paused(6)]],
    ['resumed', [closed(5), resumed(6)]],
  ])('that has ended cannot be %s', (_, events) =>
    expect(state(...events)).toMatchObject({ status: 'closed', running: day(0), breaks: [] }),
  );

  it('that was never paused cannot be resumed', () =>
    expect(state(resumed(5))).toMatchObject({ status: 'open', running: day(0), breaks: [] }));

  it('that was never opened cannot be paused', () => expect(foldEpisode([paused(5)]).status).toBe('unopened'));

  it('remembers its last eight pauses', () => {
    const pauses = Array.from({ length: 9 }, (_, i) => [paused(2 * i + 1), resumed(2 * i + 2)]).flat();
    expect(state(...pauses.slice(0, 16)).breaks).toHaveLength(8);
    expect(state(...pauses).breaks).toEqual([4, 6, 8, 10, 12, 14, 16, 18].map((end) => [day(end - 1), day(end)]));
  });

  it('ends with its rupture, and waits for nothing any more', () => {
    const asked = on(22, 'feedback.requested', {
      form: 'r1',
      instrument: { code: 'pulse', version: '1' },
      respondent: 'client',
      dueAt: iso(40),
    });
    expect(foldEpisode([...withRupture(), asked, announced(23, 35), closed(30)])).toMatchObject({
      status: 'closed',
      rupture: { state: 'closed', changedAt: day(30) },
      awaited: [],
      handover: null,
    });
    expect(state(closed(5)).rupture).toBeNull();
  });
});

describe('a cover', () => {
  it('stands in until the clinician is named again', () => {
    const back = handover(9, 'k1', 'cover');
    expect([state(handover(5, 'k9', 'cover')).cover, state(handover(5, 'k9', 'cover'), back).cover]).toEqual([
      'k9',
      null,
    ]);
  });

  it('is over when somebody takes over', () => {
    expect(state(handover(5, 'k9', 'cover'), handover(9))).toMatchObject({ clinician: 'k2', cover: null });
    expect(state(handover(5, 'k9', 'cover'), handover(9, 'k1'))).toMatchObject({ clinician: 'k1', cover: null });
  });
});

describe('a supervision', () => {
  const supervised = (at: number, effective: number): ClinicEvent =>
    on(at, 'episode.clinician_changed', { to: 'k7', kind: 'supervision', effectiveAt: iso(effective) });

  it('names who looks after the work, and changes nothing else', () => {
    const after = foldEpisode([...withRupture(), handover(25, 'k7', 'supervision')]);
    expect(after).toMatchObject({ clinician: 'k1', cover: null, handover: null, rupture: { state: 'open' } });
    expect(after.supervisor).toBe('k7');
  });

  it('begins by itself when its time has come, and not before', () => {
    expect(state(supervised(5, 9))).toMatchObject({ supervisor: null, supervisionFrom: { to: 'k7', at: day(9) } });
    expect(lookAgainAt(state(supervised(5, 9)))).toEqual({ at: day(9), reason: 'supervision-due' });
    expect(state(supervised(5, 9), contact(9))).toMatchObject({ supervisor: 'k7', supervisionFrom: null });
  });

  it('is of the clinician that it was told of', () => {
    expect(state(supervised(5, 5), handover(9)).supervisor).toBeNull();
    expect(state(supervised(5, 30), handover(9), contact(31)).supervisor).toBeNull();
  });
});

describe('somebody who has left', () => {
  const left = (person: string): ClinicEvent =>
    ({ ...on(5, 'clinician.deactivated', { clinician: person }), id: `left-${person}` }) as ClinicEvent;
  const lead = (at: number, who: string): ClinicEvent => on(at, 'clinician.updated', { clinician: 'k1', lead: who });
  const told = (...events: ClinicEvent[]) =>
    foldEpisode([opened(), ...events, phq(20, 3)], phqRules()).alerts.map(({ clinician }) => clinician);

  it('is heard for by their own lead before the lead of the clinic', () => {
    expect(told(left('k1'))).toEqual(['k9']);
    expect(told(left('k1'), lead(6, 'k5'))).toEqual(['k5']);
    expect(told(lead(2, 'k4'), lead(3, 'k5'), left('k1'))).toEqual(['k5']);
  });

  it('is not heard for by a lead who has left too', () => {
    expect(told(lead(2, 'k5'), left('k5'), left('k1'))).toEqual(['k9']);
  });

  it('has a lead that hears nothing while they are there', () => expect(told(lead(2, 'k5'))).toEqual(['k1']));
});

describe('a handover', () => {
  it('takes marks, forms about parts of the relationship and the clinician’s own part out of sight', () => {
    const note = on(2, 'note.signed', { note: 'n1', lagMinutes: 5 });
    const before = [pulse(1, 88), note, marked(3, { code: 'rupture.withdrawal' })];
    expect(state(...before)).toMatchObject({ hours: [{}], latestForms: [{}], ownPart: { signings: [{}] } });
    expect(state(...before, handover(5))).toMatchObject({
      series: [],
      hours: [],
      latestForms: [],
      ownPart: { arrivals: [], signings: [] },
    });
  });

  it('keeps the client’s outcome and calendar: they belong to the client', () => {
    const after = foldEpisode([opened(), pulse(1, 88), phq(2, 0), attended(3), missed(4), handover(5)], phqRules());
    expect(after.series.map(({ instrument }) => instrument)).toEqual(['phq-9']);
    expect(after.attendance.tallies).toMatchObject({ kept: 1, missedByClient: 1 });
  });

  it('to whoever works with the client already changes nothing but ends a cover and what was announced', () => {
    const same = foldEpisode([...withRupture(), announced(22, 40), handover(25, 'k1')]);
    expect(same).toMatchObject({ clinician: 'k1', handover: null, rupture: { state: 'open' } });
    expect(same.series[0]?.ratings).toHaveLength(4);
  });

  it('ends the rupture when it takes effect', () => {
    expect(foldEpisode([...withRupture(), handover(25)]).rupture).toMatchObject({
      state: 'closed',
      changedAt: day(25),
    });
    expect(foldEpisode([...withRupture(), announced(22, 30), contact(33)]).rupture?.changedAt).toBe(day(30));
  });

  it.each([
    ['k1', 'just before its time', 19.9],
    ['k2', 'at its time', 20],
    ['k2', 'after its time', 20.1],
  ])('that was announced leaves the client with %s %s', (who, _, at) =>
    expect(state(announced(5, 20), contact(at)).clinician).toBe(who),
  );

  it('waits in sight until then', () => {
    expect(state(announced(5, 20)).handover).toEqual({ to: 'k2', at: day(20) });
    expect(state(announced(5, 20), contact(21)).handover).toBeNull();
  });

  it('that is announced at that very time takes effect when it is told', () => {
    const after = foldEpisode([opened(), pulse(1, 88), announced(5, 5)]);
    expect(after).toMatchObject({ clinician: 'k2', handover: null, series: [] });
  });
});

describe('a change of the clinician that is entered late', () => {
  const change = (at: number, effective: number, [to, kind]: readonly [string, 'cover' | 'supervision']): ClinicEvent =>
    on(at, 'episode.clinician_changed', { to, kind, effectiveAt: iso(effective) });
  const days = ({ series }: EpisodeState) => series[0]?.ratings.map(({ at }) => at) ?? [];

  it('took effect when it did: the forms since then are of the new pair', () => {
    const forms = [pulse(1, 88), pulse(16, 80), pulse(23, 82)];
    expect(days(state(...forms, announced(30, 10)))).toEqual([day(16), day(23)]);
    expect(state(...forms, announced(30, 10))).toMatchObject({ clinician: 'k2', handover: null });
    expect(days(state(...forms, announced(30, 20)))).toEqual([day(23)]);
    expect(days(state(...forms, announced(30, 30)))).toEqual([]);
  });

  it('ended the strain of the old pair then, and compares nobody with forms of before', () => {
    expect(foldEpisode([...withRupture(), announced(40, 25)]).rupture).toMatchObject({
      state: 'closed',
      changedAt: day(25),
    });
    expect(foldEpisode([...withRupture(), announced(40, 20.5)]).rupture).toBeNull();
  });

  it('does not undo what took effect after it', () => {
    expect(state(announced(20, 15, 'k3'), { ...announced(25, 5), id: 'late' }).clinician).toBe('k3');
    expect(state(change(20, 5, ['k9', 'cover']), { ...announced(25, 15), id: 'late' })).toMatchObject({
      clinician: 'k2',
      cover: null,
    });
  });

  it('is a cover or a supervision since its time as well', () => {
    const told = (...events: ClinicEvent[]) =>
      foldEpisode([...withRupture(), ...events]).alerts.map((a) => a.clinician);
    expect(told(change(40, 20, ['k9', 'cover']))).toEqual(['k9']);
    expect(state(change(20, 5, ['k9', 'cover']))).toMatchObject({ cover: 'k9', coverFrom: null });
    expect(state(handover(9), change(20, 5, ['k7', 'supervision'])).supervisor).toBeNull();
    expect(state(handover(9), change(20, 12, ['k7', 'supervision'])).supervisor).toBe('k7');
  });

  it('from before the episode began takes effect with its beginning', () => {
    expect(foldEpisode([opened(3), pulse(5, 88), announced(20, 1)])).toMatchObject({ clinician: 'k2', series: [{}] });
    const again = { ...opened(12), id: 'again' } as ClinicEvent;
    expect(foldEpisode([opened(3), closed(8), again, announced(20, 10)])).toMatchObject({
      clinician: 'k2',
      status: 'open',
    });
  });

  it('is folded as a whole again, and then as if it had been known', () => {
    const before = [opened(), pulse(1, 88), pulse(16, 80)];
    expect(continueEpisode(foldEpisode(before), [announced(30, 10)])).toBe('refold');
    const known = foldEpisode([...before, handover(10)]);
    const late = foldEpisode([...before, announced(30, 10)]);
    expect([late.series, late.clinician]).toEqual([known.series, known.clinician]);
  });
});
