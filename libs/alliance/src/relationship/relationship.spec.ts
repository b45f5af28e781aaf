import { booked, clinicianPulse, day, handover, memberPulse, named, on, opened, pulse } from '../../spec/history.js';
import { foldEpisode } from '../episode/episode.js';
import type { ClinicEvent } from '#lib/events';
import { PROFILES, profileOf } from './profiles/roster.js';
import { summarise } from '#lib/presentation';
import { facetValues, waiS } from '#lib/instruments';
import { relationshipOf, type Relationship } from './relationship.js';

const of = (...events: ClinicEvent[]): Relationship => relationshipOf(foldEpisode([opened(), ...events]));
const approach = (name: string) => on(0.5, 'episode.updated', { approach: name as 'cbt' });

describe('views', () => {
  it('are one person’s each, and never mixed', () => {
    const { views } = of(pulse(1, 90), clinicianPulse(1, 40), pulse(7, 60));
    expect(views.map(({ respondent, at }) => [respondent, at])).toEqual([
      ['clinician', day(1)],
      ['client', day(7)],
    ]);
    expect(views.map(({ values }) => values.bond)).toEqual([40, 60]);
  });

  it('tell the parts from 0 to 100, and leave out what was not asked or answered', () => {
    const form = pulse(1, 60) as Extract<ClinicEvent, { type: 'feedback.submitted' }>;
    const items = (form.data.items ?? []).filter(({ item }) => item !== 'p4');
    const [view] = of({ ...form, data: { ...form.data, items } }).views;
    expect(view?.values).toEqual({
      trust: 60,
      empathy: 60,
      listening: 60,
      acceptance: 60,
      bond: 60,
      task: 60,
      engagement: 80,
      'coping-goals': 80,
    });
    expect([view?.collaboration, view?.composite]).toEqual([null, null]);
  });

  it('mirror answers that are worded the other way', () => {
    const answers = [6, 5, 6, 2, 7, 6, 5, 6, 7, 1, 6, 6].map((value, i) => ({ item: `wais-${i + 1}`, value }));
    expect(facetValues(waiS, answers)).toEqual({ bond: 87.5, task: 79.2, goal: 87.5 });
  });

  it('say when full marks carry little information [T-13]', () => {
    const full = [1, 2, 3, 4, 5, 6].map((n) => pulse(n, 100));
    expect([of(...full).views[0]?.fullMarks, of(...full.slice(1)).views[0]?.fullMarks]).toEqual([true, false]);
  });

  it('begin anew with another clinician', () => {
    expect(of(pulse(1, 90), handover(5)).views).toEqual([]);
  });
});

describe('a profile', () => {
  it.each(PROFILES.map((profile) => [profile.approach, profile] as const))('of %s has shares that are one', (_, p) => {
    expect(p.weights.bond + p.weights.task + p.weights.goal).toBeCloseTo(1, 9);
  });

  it('weighs bond, task and goal by the approach, in what is shown alone', () => {
    const form = pulse(1, 60) as Extract<ClinicEvent, { type: 'feedback.submitted' }>;
    const items = (form.data.items ?? []).map((a) => (a.item === 'p5' ? { ...a, value: 2 } : a));
    const event = { ...form, data: { ...form.data, items } };
    expect(of(approach('cbt'), event).views[0]?.composite).toBeCloseTo(0.25 * 60 + 0.4 * 20 + 0.35 * 60, 9);
    expect(of(approach('person-centred'), event).views[0]?.composite).toBeCloseTo(52, 9);
    const verdicts = (name: string) => foldEpisode([opened(), approach(name), event]).series;
    expect(verdicts('cbt')).toEqual(verdicts('person-centred'));
    expect([profileOf(null).approach, profileOf('other').approach]).toEqual(['general', 'general']);
  });
});

describe('the difference of views', () => {
  it('is told beyond the usual one, in spreads', () => {
    const { discrepancy } = of(pulse(1, 80), clinicianPulse(1, 80), pulse(8, 80), clinicianPulse(8, 95));
    expect(discrepancy).toMatchObject({ spreads: expect.closeTo(1.41, 6) as unknown, lasting: false });
    expect(of(pulse(1, 80), clinicianPulse(1, 95), pulse(8, 80), clinicianPulse(8, 95)).discrepancy?.lasting).toBe(
      true,
    );
  });

  it('needs two forms about one hour', () => {
    expect(of(pulse(1, 80), clinicianPulse(9, 95)).discrepancy).toBeNull();
  });
});

describe('members of a couple or family', () => {
  it('are asked about when they lie 20 points apart in one hour', () => {
    const apart = (low: number) =>
      of(memberPulse(1, 'm1', 90), memberPulse(1, 'm2', 90), memberPulse(8, 'm1', 90), memberPulse(8, 'm2', low)).split;
    expect(apart(70)).toMatchObject({ index: expect.closeTo(20, 6) as unknown, wide: true });
    expect(apart(75)?.wide).toBe(false);
    expect(apart(70)?.members.map(({ againstOwn }) => Math.round(againstOwn ?? NaN))).toEqual([0, -20]);
    const wide = [opened(), memberPulse(1, 'm1', 90), memberPulse(1, 'm2', 70)];
    expect(summarise(foldEpisode(wide)).reason).toBe('Members see the latest hour very differently');
  });

  it('are not compared across hours', () => {
    expect(of(memberPulse(1, 'm1', 90), memberPulse(9, 'm2', 20)).split).toBeNull();
    expect(of(memberPulse(1, 'm1', 90), pulse(1, 20)).split).toBeNull();
  });
});

describe('the practice’s own part', () => {
  const joined = (at: number, minutes: number, role: 'client' | 'clinician' = 'clinician') =>
    named(
      `${role}-joined-${at}-${minutes}`,
      on(at + minutes / 1440, 'visit.participant_joined', { appointment: `a${at}`, role }),
    );
  const signed = (note: string, lagMinutes: number) => named(note, on(20, 'note.signed', { note, lagMinutes }));

  it('counts late starts once for each hour, and only the clinician’s', () => {
    const events = [booked(0, 7), booked(0, 14), joined(7, 12), joined(7, 40), joined(14, 5), joined(14, 30, 'client')];
    expect(of(...events).ownPart).toMatchObject({ lateStarts: 1, startsSeen: 2 });
  });

  it('knows how long notes take', () => {
    expect(of(signed('n1', 60), signed('n2', 4_000), signed('n3', 120)).ownPart.documentationLag).toBe(120);
    expect(of().ownPart.documentationLag).toBeNull();
  });

  it('is nowhere counted against the client', () => {
    const cancelled = on(6, 'appointment.cancelled', { appointment: 'a7', cancelledBy: 'clinician' });
    const state = foldEpisode([opened(), booked(0, 7), cancelled]);
    expect(relationshipOf(state).ownPart.cancelledByClinician).toBe(1);
    expect(summarise(state)).toMatchObject({ missedByClient: 0 });
  });
});
