/** The laws of the order (ADR 17). */
import fc from 'fast-check';
import { EVENT_TYPES, type ClinicEvent, type EventType } from './catalogue.js';
import { clinicalOrder, comparePositions, positionOf } from './clinical-order.js';

const envelope = fc.record({
  occurredAt: fc.integer({ min: 0, max: 3 }),
  type: fc.constantFrom(...EVENT_TYPES),
  data: fc.record({ granted: fc.boolean() }),
  sequence: fc.constantFrom('', '1', '2', '10'),
  source: fc.constantFrom('urn:a', 'urn:b'),
  id: fc.constantFrom('a', 'b', 'B'),
}) as unknown as fc.Arbitrary<ClinicEvent>;

const at = (type: EventType, more: object = {}): ClinicEvent =>
  ({
    occurredAt: 1,
    sequence: '',
    source: 'urn:a',
    id: type,
    type,
    data: { granted: true },
    ...more,
  }) as unknown as ClinicEvent;
const sorted = (...events: ClinicEvent[]): string[] => events.sort(clinicalOrder).map(({ id }) => id);

describe('the order of facts', () => {
  it('is total, and does not depend on how events arrived', () => {
    fc.assert(
      fc.property(fc.array(envelope, { maxLength: 12 }), fc.integer(), (events, by) => {
        const rotated = events.map((_, i) => events[(i + Math.abs(by)) % events.length] as ClinicEvent);
        const key = ({ occurredAt, type, sequence, source, id }: ClinicEvent): string =>
          `${occurredAt} ${type} ${sequence} ${source} ${id}`;
        expect(rotated.sort(clinicalOrder).map(key)).toEqual([...events].sort(clinicalOrder).map(key));
      }),
    );
  });

  it('is the same of events and of the positions that a state keeps of them', () => {
    fc.assert(
      fc.property(envelope, envelope, (a, b) => {
        expect(Math.sign(comparePositions(positionOf(a), positionOf(b)))).toBe(Math.sign(clinicalOrder(a, b)));
      }),
    );
  });

  it('ranks no two types alike: what two facts of one instant mean always decides', () => {
    for (const a of EVENT_TYPES)
      for (const b of EVENT_TYPES) if (a !== b) expect(clinicalOrder(at(a), at(b))).not.toBe(0);
    expect(new Set(EVENT_TYPES.map((type) => positionOf(at(type)).rank)).size).toBe(EVENT_TYPES.length);
  });

  it('puts clinical time before meaning, and meaning before the version that the source gave', () => {
    const late = at('episode.opened', { occurredAt: 2, id: 'late' });
    const second = at('appointment.booked', { sequence: '2', id: 'second' });
    const tenth = at('appointment.booked', { sequence: '10', id: 'tenth' });
    const end = at('appointment.cancelled', { sequence: '1', id: 'end' });
    expect(sorted(late, end, second, tenth)).toEqual(['tenth', 'second', 'end', 'late']);
  });

  it.each([
    { stands: 'the withdrawal, whatever the ids say', withdrawn: '', given: '', first: 'given' },
    { stands: 'what the source says came later', withdrawn: '1', given: '2', first: 'withdrawn' },
  ])('of a consent given and withdrawn at one instant, lets stand $stands', ({ withdrawn, given, first }) => {
    const taken = at('client.consent_changed', { id: 'withdrawn', sequence: withdrawn, data: { granted: false } });
    const again = at('client.consent_changed', { id: 'given', sequence: given, data: { granted: true } });
    expect(sorted(taken, again)[0]).toBe(first);
  });

  it.each<[string, EventType[]]>([
    [
      'C10a an hour is booked, moved and called off',
      ['appointment.booked', 'appointment.rescheduled', 'appointment.cancelled'],
    ],
    [
      'C10b an outcome, its correction, the taking back',
      ['appointment.missed', 'appointment.attended', 'appointment.attendance_corrected', 'appointment.voided'],
    ],
    [
      'a form is asked for, begun, sent, amended, taken back',
      [
        'feedback.requested',
        'feedback.partially_submitted',
        'feedback.submitted',
        'feedback.amended',
        'feedback.voided',
      ],
    ],
    ['a note is made, signed, amended, taken back', ['note.recorded', 'note.signed', 'note.amended', 'note.voided']],
    ['an absence begins and ends', ['clinician.absence_started', 'clinician.absence_ended']],
    ['a pause begins and ends', ['episode.paused', 'episode.resumed']],
    [
      'an episode opens, has its facts, is closed; then time, then people',
      [
        'episode.opened',
        'appointment.attended',
        'feedback.submitted',
        'episode.closed',
        'client.deceased',
        'timer.due',
        'alert.acknowledged',
        'alert.resolved',
      ],
    ],
  ])('of one instant: %s', (_, types) => {
    // ids that would say the opposite
    const events = types.map((type, i) => at(type, { id: `${9 - i}-${type}` }));
    expect(sorted(...events.toReversed())).toEqual(types.map((type, i) => `${9 - i}-${type}`));
  });
});
