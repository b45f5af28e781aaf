/** What is told of people in their own streams, and which of them an episode has to do with. */
import type { EventOf, EventType } from '#lib/events';
import { stateWith } from '../../spec/alerts.js';
import { day, iso, on } from '../../spec/history.js';
import type { Absence, EpisodeState, SafetyNote } from '../state/episode-state.js';
import * as people from './people.js';

const told = <T extends EventType>(at: number, type: T, data: object = {}): EventOf<T> =>
  on(at, type, data as never) as EventOf<T>;
const running = (more: Partial<EpisodeState> = {}): EpisodeState => stateWith([], more);
const absence = (person: string, more: Partial<Absence> = {}): Absence => ({
  ...{ person, from: day(5), until: null, cover: null },
  ...more,
});

describe('a client', () => {
  it('who has died is waited for no longer, and nobody is to take over', () => {
    const announced = { to: 'k2', at: day(20) };
    const awaited = [{ form: 'f', instrument: 'pulse', version: '1', dueAt: day(12) }];
    const state = running({ awaited, handover: announced, coverFrom: announced, supervisionFrom: announced });
    expect(people.die(state, told(9, 'client.deceased'))).toEqual({
      ...state,
      ...{ died: day(9), awaited: [], handover: null, coverFrom: null, supervisionFrom: null },
    });
  });

  it('has died when it was told first', () => {
    const dead = running({ died: day(8) });
    expect(people.die(dead, told(9, 'client.deceased'))).toBe(dead);
  });

  it('has been known since the record was made first', () => {
    const state = running();
    expect(people.register(state, told(3, 'client.registered'))).toEqual({ ...state, clientSince: day(3) });
    const known = running({ clientSince: day(1) });
    expect(people.register(known, told(3, 'client.registered')).clientSince).toBe(day(1));
  });

  it('has the details that were changed last', () =>
    expect(people.changeDetails(running({ clientUpdated: 1 }), told(3, 'client.updated')).clientUpdated).toBe(day(3)));

  const NONE = { scoring: false, alerts: false, messages: false };
  const ALL = { scoring: true, alerts: true, messages: true };
  it.each([
    ['all', false, ALL, NONE],
    ['all', true, NONE, ALL],
    ['scoring', false, ALL, { ...ALL, scoring: false }],
    ['alerts', false, ALL, { ...ALL, alerts: false }],
    ['messages', true, NONE, { ...NONE, messages: true }],
  ])('consents as told: %s %s', (...[scope, granted, consent, then]) => {
    const event = told(3, 'client.consent_changed', { scope, granted });
    expect(people.changeConsent(running({ consent }), event).consent).toEqual(then);
  });

  it.each([
    ['scoring', false, 0],
    ['messages', false, 2],
  ])('owes no form that fell due while nothing counts: %s %s', (scope, granted, unanswered) => {
    const event = told(3, 'client.consent_changed', { scope, granted });
    expect(people.changeConsent(running({ unanswered: 2 }), event).unanswered).toBe(unanswered);
  });
});

describe('the people of an episode', () => {
  const staff = (more: Partial<EpisodeState>, policy: Parameters<typeof people.keepStaff>[1] = null) =>
    people.keepStaff(running({ clinician: null, ...more }), policy).staff;
  const at = day(20);

  it.each<[string, Partial<EpisodeState>]>([
    ['works with the client', { clinician: 'k2' }],
    ['covers', { cover: 'k2' }],
    ['supervises', { supervisor: 'k2' }],
    ['will take over', { handover: { to: 'k2', at } }],
    ['will cover', { coverFrom: { to: 'k2', at } }],
    ['will supervise', { supervisionFrom: { to: 'k2', at } }],
    ['stands in for somebody', { away: [absence('k1', { cover: 'k2' })] }],
    ['leads somebody', { leads: [{ person: 'k1', lead: 'k2' }] }],
  ])('are whoever %s', (_, more) => {
    expect(staff(more)).toEqual(['k2']);
    expect(staff({ ...more, staff: ['k3'] })).toEqual(['k2', 'k3']);
  });

  it('are each there once, also who stands in and leads', () => {
    const away = [absence('k1', { cover: 'k4' })];
    expect(staff({ clinician: 'k2', cover: 'k2', away, leads: [{ person: 'k2', lead: 'k3' }] })).toEqual([
      ...['k2', 'k3', 'k4'],
    ]);
  });

  it.each<[string, Partial<EpisodeState>]>([
    ['where there is nobody', { clinician: null }],
    ['where everybody is known', { clinician: 'k1', staff: ['k0', 'k1'] }],
    ['where nobody stands in', { clinician: 'k1', staff: ['k1'], away: [absence('k1')] }],
  ])('stay as they are %s', (_, more) => {
    const state = running(more);
    expect(people.keepStaff(state, POLICY)).toBe(state);
  });

  const POLICY = { recipient: 'r1', cover: 'r2', dutyLead: 'r3' };
  const answer = (level: SafetyNote['level']) => ({ level }) as SafetyNote;
  const LED = ['r1', 'r2', 'r3'];
  it.each<[string, Partial<EpisodeState>, readonly string[]]>([
    ['nothing happened', {}, []],
    ['somebody has left', { left: ['k9'] }, LED],
    ['a safety question was answered', { safety: [answer('same-day')] }, LED],
    ['one was answered and one left open', { safety: [answer('not-answered'), answer('immediate')] }, LED],
    ['a safety question was left open', { safety: [answer('not-answered')] }, []],
    ['somebody stands in who is there', { away: [absence('k1', { cover: 'k2' })], staff: ['k2'] }, ['k2']],
    ['who stands in is away too', { away: [absence('k1', { cover: 'k2' }), absence('k2')] }, ['k2', ...LED]],
  ])('are those of the safety policy as soon as it may come to them: %s', (_, more, expected) =>
    expect(staff(more, POLICY)).toEqual(expected),
  );

  it('are of the safety policy only whom it names', () => {
    expect(staff({ left: ['k9'] }, { cover: 'r2' })).toEqual(['r2']);
    expect(staff({ left: ['k9'] }, null)).toEqual([]);
    expect(staff({ left: ['k9'], clinician: 'k1' }, { cover: 'r2' })).toEqual(['k1', 'r2']);
  });

  it('are those of whom something is told that counts', () => {
    const ours = told(3, 'clinician.deactivated', { clinician: 'k1' });
    const others = told(3, 'clinician.deactivated', { clinician: 'k2' });
    const form = told(3, 'client.updated', {});
    expect(people.withStaffOnly([ours, others, form], ['k1'])).toEqual([ours, form]);
    expect([ours, form].map(people.isOfClinician)).toEqual([true, false]);
  });
});

describe('an event', () => {
  const opening = (clinician = 'k2') => told(12, 'episode.opened', { clinician });

  it.each<[string, Partial<EpisodeState>, boolean]>([
    ['opens it for another while it runs', { status: 'open' }, true],
    ['opens it for another in a break', { status: 'paused' }, true],
    ['opens it again after its end', { status: 'closed' }, false],
    ['opens it', { status: 'unopened' }, false],
    ['opens it where nobody works with the client', { status: 'open', clinician: null }, false],
    ['opens it for the same', { status: 'open', clinician: 'k2' }, false],
    ['opens it of another client', { status: 'closed', knownAs: ['c2'] }, true],
  ])('that %s: foreign %s %s', (_, more, isForeign) =>
    expect(people.isForeign(running(more), opening())).toBe(isForeign),
  );

  it('that is no opening is foreign only where it names another client', () => {
    expect(people.isForeign(running(), told(12, 'episode.clinician_changed', { clinician: 'k2', to: 'k2' }))).toBe(
      false,
    );
  });

  it('that is foreign is noted, the latest sixty', () => {
    const before = Array.from({ length: 60 }, (_, i) => `s ${i}`);
    const { foreign } = people.setAside(running({ foreign: before }), opening());
    expect(foreign).toEqual([...before.slice(1), 'urn:practice episode.opened-12']);
  });
});

describe('somebody of the clinic', () => {
  it('leaves once', () => {
    const event = told(9, 'clinician.deactivated', { clinician: 'k1' });
    const gone = people.leave(running({ left: ['k0'] }), event);
    expect(gone.left).toEqual(['k0', 'k1']);
    expect(people.leave(gone, event)).toBe(gone);
  });

  it('has come back, with the lead that is told', () => {
    const state = running({ left: ['k0', 'k1'], leads: [{ person: 'k1', lead: 'l0' }] });
    const join = (data: object) => people.join(state, told(9, 'clinician.registered', { clinician: 'k1', ...data }));
    expect(join({})).toEqual({ ...state, left: ['k0'] });
    expect(join({ lead: 'l1' })).toEqual({ ...state, left: ['k0'], leads: [{ person: 'k1', lead: 'l1' }] });
  });

  it('has the lead that was told last', () => {
    const state = running({
      leads: [
        { person: 'k0', lead: 'l0' },
        { person: 'k1', lead: 'l0' },
      ],
    });
    const follow = (data: object) => people.followLead(state, told(9, 'clinician.updated', data));
    expect(follow({ clinician: 'k0', lead: 'l1' }).leads).toEqual([
      { person: 'k1', lead: 'l0' },
      { person: 'k0', lead: 'l1' },
    ]);
    expect(follow({ clinician: 'k0' })).toBe(state);
  });
});

describe('an absence', () => {
  const away = [absence('k1', { until: day(9) }), absence('k2')];
  const started = (data: object) => told(8, 'clinician.absence_started', data);

  it('is kept with its end and who stands in, each person’s latest', () => {
    const go = (data: object) => people.goAway(running({ away }), started(data)).away;
    const since = { from: day(8) };
    expect(go({ clinician: 'k2', until: iso(12), cover: 'k3' })).toEqual([
      away[0],
      absence('k2', { ...since, until: day(12), cover: 'k3' }),
    ]);
    expect(go({ clinician: 'k3' })).toEqual([...away, absence('k3', since)]);
    expect(go({ clinician: 'k3', until: 'soon' })).toEqual([...away, absence('k3', since)]);
  });

  it('of the clinician that begins again ends the one before as a break, another’s does not', () => {
    const breaks = (clinician: string) => people.goAway(running({ away }), started({ clinician })).breaks;
    expect(breaks('k1')).toEqual([[day(5), day(8)]]);
    expect(breaks('k2')).toEqual([]);
  });

  it('ends when it is told', () => {
    const back = (clinician: string, state = running({ away })) =>
      people.comeBack(state, told(8, 'clinician.absence_ended', { clinician }));
    expect(back('k1')).toEqual(running({ away: away.slice(1), breaks: [[day(5), day(8)]] }));
    expect(back('k2')).toEqual(running({ away: away.slice(0, 1) }));
    const state = running({ away });
    expect(back('k3', state)).toBe(state);
  });

  it('ends in time, as was announced', () => {
    const later = (at: number, more: Partial<EpisodeState> = {}) =>
      people.comeBackInTime(running({ away, ...more }), at);
    expect(later(day(9) - 1)).toEqual(running({ away }));
    expect(later(day(9))).toEqual(running({ away: away.slice(1), breaks: [[day(5), day(9)]] }));
    expect(later(day(10))).toEqual(running({ away: away.slice(1), breaks: [[day(5), day(9)]] }));
    expect(later(day(10), { clinician: 'k2' })).toEqual(running({ away: away.slice(1), clinician: 'k2' }));
    expect(later(day(10), { clinician: 'k3' }).breaks).toEqual([]);
  });
});
