/** What one event changes in an episode, when it is folded on, and when it has to be folded anew. */
import type { Appointment } from '#lib/attendance';
import type { ClinicEvent, EventType } from '#lib/events';
import { stateWith } from '../../spec/alerts.js';
import { calendar, hour } from '../../spec/calendar.js';
import { closed, day, handover, iso, named, on, opened, pulse, pulseItems } from '../../spec/history.js';
import { DEFAULT_RULES } from '../rules/clinic-rules.js';
import type { EpisodeState } from '../state/episode-state.js';
import { advance, continueEpisode, countedOf, foldEpisode, unknownEpisode } from './episode.js';

const of = (client: string, event: ClinicEvent): ClinicEvent =>
  ({ ...named(`${event.id}-${client}`, event), data: { ...event.data, client } }) as ClinicEvent;
const ofClinician = (at: number, clinician: string): ClinicEvent =>
  ({ ...named(`gone-${clinician}`, on(at, 'clinician.deactivated', {} as never)), data: { clinician } }) as ClinicEvent;

describe('an event', () => {
  const state = stateWith([], { attendance: calendar([hour(12)]) });
  const one = (type: EventType, data: object, from = state): EpisodeState => {
    const event = on(12, type, { appointment: 'a12', ...data } as never);
    return advance(from, { original: event, effective: event, at: day(12), part: 'both' }, DEFAULT_RULES);
  };
  const signed = (more: object) => ({ ...state.ownPart, ...more });
  const written = stateWith([], { ownPart: signed({ notes: [{ note: 'n1', signed: true }] }) });

  it.each<[EventType, object, object]>([
    ['note.recorded', { note: 'n1' }, { notes: [{ note: 'n1', signed: false }] }],
    ['note.cosigned', { note: 'n1' }, { notes: [{ note: 'n1', signed: true }] }],
    ['note.signed', { note: 'n1', lagMinutes: 5 }, { signings: [{ note: 'n1', lag: 5 }] }],
    ['appointment.attended', { endedEarly: true }, { endings: [{ appointment: 'a12', early: true }] }],
    ['visit.participant_joined', { role: 'clinician' }, { arrivals: [{ appointment: 'a12', late: 0 }] }],
    ['engagement.contact_logged', { direction: 'to-client', responseLatencyMinutes: 9 }, { replies: [9] }],
  ])('adds to what the practice did: %s %j', (type, data, more) => {
    const next = one(type, data);
    expect(next.ownPart).toMatchObject(more);
    expect(next).toMatchObject({ episode: 'e1', clinician: 'k1', status: 'open' });
  });

  it('that unlocks a note leaves it open', () => {
    const next = one('note.amended', { note: 'n1', kind: 'unlock' }, written);
    expect(next).toMatchObject({ clinician: 'k1', ownPart: { notes: [{ note: 'n1', signed: false }] } });
  });

  it.each<[EventType, object, number | null]>([
    ['visit.participant_joined', { role: 'client' }, day(12)],
    ['visit.participant_joined', { role: 'clinician' }, null],
    ['visit.participant_left', { role: 'client' }, day(12)],
    ['visit.participant_left', { role: 'clinician' }, null],
    ['visit.started', {}, day(12)],
    ['visit.ended', { appointment: 'unknown' }, day(12)],
    ['appointment.confirmed', { by: 'client' }, day(12)],
    ['appointment.confirmed', { by: 'staff' }, null],
    ['appointment.arrived', {}, day(12)],
  ])('is a sign of life of the client or is none: %s %j', (type, data, at) =>
    expect(one(type, data).attendance.lastContact).toBe(at),
  );

  it.each<[Appointment['status'], number | null]>([
    ['booked', day(12)],
    ['attended', day(12)],
    ['cancelled', null],
    ['moved', null],
    ['voided', null],
  ])('that ends the visit of an hour that is %s: %s', (status, at) => {
    const from = stateWith([], { attendance: calendar([{ ...hour(12), status }]) });
    expect(one('visit.ended', {}, from).attendance.lastContact).toBe(at);
  });

  it('that leaves is not seen to arrive', () =>
    expect(one('visit.participant_left', { role: 'clinician' }).ownPart.arrivals).toEqual([]));

  it('of somebody else is set aside once, also where it was entered late', () => {
    const data = {
      form: 'f',
      instrument: { code: 'pulse', version: '1' },
      respondent: 'client',
      items: pulseItems(80),
    };
    const late = of('c2', on(9, 'feedback.submitted', { ...data, administeredAt: iso(3) } as never));
    expect(foldEpisode([opened(), late]).foreign).toEqual(['urn:practice feedback.submitted-9-c2']);
  });
});

describe('what counts of a history', () => {
  const counted = (...events: ClinicEvent[]) => countedOf(events, DEFAULT_RULES).ordered;

  it('is all that is told of clinicians where it names no other client', () => {
    const events = [opened(), ofClinician(3, 'k9'), pulse(5, 80)];
    expect(counted(...events)).toEqual(events);
  });

  it('is only what is told of its own people where it does', () => {
    const events = [opened(), ofClinician(3, 'k9'), ofClinician(4, 'k1'), of('c2', pulse(5, 80))];
    expect(counted(...events)).toEqual(events.filter(({ id }) => id !== 'gone-k9'));
    expect(foldEpisode(events).left).toEqual(['k1']);
  });
});

describe('a state', () => {
  const next = (before: readonly ClinicEvent[], ...events: ClinicEvent[]) =>
    continueEpisode(foldEpisode(before), events);

  it('of which nothing is known is folded anew', () => expect(next([], ofClinician(3, 'k9'))).toBe('refold'));

  it('to which nothing was added goes on', () => {
    const events = [opened(), pulse(3, 80)];
    const fresh = unknownEpisode({ ordered: events, named: [] });
    expect(continueEpisode(fresh, events)).toEqual(foldEpisode(events));
    expect(continueEpisode(foldEpisode(events), events.slice(1))).toEqual(foldEpisode(events));
  });

  describe('with events of somebody else', () => {
    const mixed = [opened(), of('c2', pulse(5, 80))];
    it.each<[string, ClinicEvent[]]>([
      ['where something is told of a clinician', [ofClinician(6, 'k1')]],
      ['where something is told of a clinician among others', [pulse(6, 80), ofClinician(7, 'k1')]],
      ['where somebody joins its people', [handover(6, 'k2')]],
    ])('is folded anew %s', (_, events) => expect(next(mixed, ...events)).toBe('refold'));

    it.each<[string, ClinicEvent[]]>([
      ['with its own', [pulse(6, 80)]],
      ['with more of somebody who is known', [of('c2', pulse(6, 80))]],
      ['with an opening of somebody who is known', [of('c2', opened(6))]],
    ])('goes on %s', (_, events) => expect(next(mixed, ...events)).toEqual(foldEpisode([...mixed, ...events])));
  });

  describe('of an episode that was not opened', () => {
    const early = [of('c2', pulse(3, 80)), pulse(4, 80)];

    it('is folded anew where its opening names another', () => expect(next(early, opened(6))).toBe('refold'));

    it('goes on with what is set aside, and with its own opening', () => {
      expect(next(early, pulse(6, 80))).toEqual(foldEpisode([...early, pulse(6, 80)]));
      const told = [of('c2', pulse(3, 80))];
      expect(next(told, of('c2', closed(6)))).toEqual(foldEpisode([...told, of('c2', closed(6))]));
    });
  });
});
