import { CATALOGUE, isOwnType, type EventType, type EventOf } from '#lib/events';
import { DAY, parseInstant } from '#lib/kernel';
import { generateClinic, splitAt } from './clinic.js';
import type { SyntheticClinic } from './plan.js';

const endsAt = Date.UTC(2026, 2, 2, 12);
const clinic = generateClinic({ endsAt });

const ofType = <T extends EventType>(from: SyntheticClinic, type: T): EventOf<T>[] => {
  const unique = new Map(from.events.map(({ event }) => [event.id, event]));
  return [...unique.values()].filter((e): e is EventOf<T> => e.type === type);
};

describe('the synthetic clinic', () => {
  it('is the same to the last byte when it is asked for again', () => {
    expect(JSON.stringify(generateClinic({ endsAt }))).toBe(JSON.stringify(clinic));
  });

  it('is another clinic with another seed', () => {
    const other = generateClinic({ endsAt, seed: 2 });
    expect(other.truth).not.toEqual(clinic.truth);
    expect(other.events[0]?.event.id).not.toBe(clinic.events[0]?.event.id);
  });

  it('keeps its past when more of the future is asked for', () => {
    const nearer = generateClinic({ endsAt }, 0);
    expect(JSON.stringify(nearer.events)).toBe(JSON.stringify(splitAt(clinic, endsAt).history));
  });

  it('leaves most stories untouched when a clinician joins', () => {
    const larger = generateClinic({ endsAt, clinicians: 13 });
    const same = larger.truth.filter((t, i) => JSON.stringify(t) === JSON.stringify(clinic.truth[i]));
    expect(same.length / clinic.truth.length).toBeGreaterThan(0.8);
    expect(larger.clients.filter((c) => c.clinician === 'dr-13').length).toBeGreaterThan(3);
  });

  it('leaves everybody untouched when a client joins', () => {
    expect(generateClinic({ endsAt, clients: 181 }).truth.slice(0, 180)).toEqual(clinic.truth);
  });

  it('says only what the event catalogue allows', () => {
    const wrong = clinic.events.filter(
      ({ event }) => isOwnType(event.type) || !CATALOGUE[event.type].accepts(event.data),
    );
    expect(wrong).toEqual([]);
    expect(clinic.events.length).toBeGreaterThan(18_000);
  });

  it('gives one id to one event, and the same body to a duplicate', () => {
    const bodies = new Map<string, string>();
    const clashes = clinic.events.filter(({ event }) => {
      const body = JSON.stringify(event);
      const known = bodies.get(event.id) ?? body;
      bodies.set(event.id, body);
      return known !== body;
    });
    expect(clashes).toEqual([]);
    const duplicates = clinic.events.length - bodies.size;
    expect(duplicates / bodies.size).toBeGreaterThan(0.012);
    expect(duplicates / bodies.size).toBeLessThan(0.028);
  });

  it('arrives in order of arrival, which is not the order of what happened', () => {
    const arrivals = clinic.events.map((e) => e.arriveAt);
    expect(arrivals).toEqual([...arrivals].sort((a, b) => a - b));
    expect(clinic.events.every((e) => e.arriveAt >= e.event.occurredAt)).toBe(true);
    const clinical = clinic.events.map((e) => e.event.occurredAt);
    expect(clinical.filter((at, i) => at < (clinical[i - 1] ?? 0)).length).toBeGreaterThan(1_000);
  });

  it('has some events that come days late', () => {
    const plain = clinic.events.filter(({ event }) => event.type !== 'note.alliance_markers_recorded');
    const late = plain.filter((e) => e.arriveAt - e.event.occurredAt > DAY / 2).length / plain.length;
    expect(late).toBeGreaterThan(0.02);
    expect(late).toBeLessThan(0.04);
  });

  it('has a past and a future, and a next appointment in the book of whoever is still coming', () => {
    const { history, ahead } = splitAt(clinic, endsAt);
    expect(history.length + ahead.length).toBe(clinic.events.length);
    expect(ahead.length).toBeGreaterThan(500);
    const booked = new Set<string>();
    for (const { event } of history) {
      if (event.type === 'appointment.booked' && (parseInstant(event.data.start) ?? 0) > endsAt)
        booked.add(event.data.episode);
    }
    const going = clinic.truth.filter((t) => t.ended === undefined);
    expect(going.filter((t) => booked.has(t.episode)).length / going.length).toBeGreaterThan(0.85);
  });

  it('asks every form with a due time, and answers with r2 and r3 only after something felt off', () => {
    expect(ofType(clinic, 'feedback.requested').every((e) => e.data.dueAt !== undefined)).toBe(true);
    const pulses = ofType(clinic, 'feedback.submitted').filter(
      (e) => e.data.instrument.code === 'pulse' && e.data.respondent === 'client',
    );
    for (const { data } of pulses) {
      const value = new Map(data.items?.map((a) => [a.item, a.value]));
      const felt = value.get('r1') ?? 0;
      expect([0, 1, 2]).toContain(felt);
      expect([value.has('r2'), value.has('r3')]).toEqual([felt > 0, felt > 0]);
    }
  });

  it('gives an answer only to a form that was asked for', () => {
    const asked = new Set(ofType(clinic, 'feedback.requested').map((e) => e.data.form));
    const past = ofType(clinic, 'feedback.submitted').filter((e) => e.occurredAt < endsAt);
    const answered = past.map((e) => e.data.form);
    expect(answered.filter((form) => !asked.has(form))).toEqual([]);
  });

  it('tells every kind of story at least twice', () => {
    const wanted: EventType[] = [
      'appointment.rescheduled',
      'appointment.cancelled',
      'appointment.missed',
      'appointment.attendance_corrected',
      'feedback.partially_submitted',
      'feedback.expired',
      'note.signed',
      'note.alliance_markers_recorded',
      'engagement.task_completed',
      'engagement.task_overdue',
      'engagement.contact_logged',
      'episode.clinician_changed',
      'episode.closed',
      'clinician.absence_started',
      'clinician.absence_ended',
      'visit.ended',
    ];
    const rare = wanted.filter((type) => ofType(clinic, type).length < 2);
    expect(rare).toEqual([]);
    const by = new Set(ofType(clinic, 'appointment.cancelled').map((e) => e.data.cancelledBy));
    expect([...by].sort()).toEqual(['client', 'clinician', 'practice']);
  });

  it('keeps appointments at the same hour on the wall when the clocks change', () => {
    const hours = new Map<string, Set<string>>();
    for (const { data } of ofType(clinic, 'appointment.booked')) {
      const of = hours.get(data.episode) ?? new Set();
      hours.set(data.episode, of.add(data.start.slice(11, 16)));
    }
    expect([...hours.values()].filter((h) => h.size !== 1)).toEqual([]);
    const offsets = new Set(ofType(clinic, 'appointment.booked').map((e) => e.data.start.slice(-6)));
    expect([...offsets].sort()).toEqual(['+01:00', '+02:00']);
  });

  it('meets on weekdays within working hours, and never on a holiday of the clinician', () => {
    const holidays = new Map(
      clinic.clinicians.map((c) => [c.clinician, c.absences.filter((a) => a.kind === 'holiday')]),
    );
    for (const { data } of ofType(clinic, 'appointment.booked')) {
      const [hour, day] = [Number(data.start.slice(11, 13)), new Date(data.start.slice(0, 10)).getUTCDay()];
      expect(hour >= 8 && hour <= 18 && day >= 1 && day <= 5).toBe(true);
      const start = parseInstant(data.start) ?? 0;
      expect(holidays.get(data.clinician ?? '')?.some((a) => a.from <= start && start < a.until)).toBe(false);
    }
  });

  it('refuses a plan that is too small to have rates', () => {
    expect(() => generateClinic({ endsAt, clinicians: 3 })).toThrow('clinicians must be');
    expect(() => generateClinic({ endsAt, clients: 10 })).toThrow('clients must be');
    expect(() => generateClinic({ endsAt, zone: 'Mars/Olympus' })).toThrow(RangeError);
  });
});
