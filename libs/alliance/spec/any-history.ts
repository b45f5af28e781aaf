/** Arbitrary histories of one episode, with ties, duplicates of time, handovers, pauses, corrections and timers. */
import fc from 'fast-check';
import type { ClinicEvent } from '#lib/events';
import * as h from './history.js';
import { totalOf } from './outcome-history.js';

const probe = fc.constantFrom([0], [0], [0], [1, 3, 5], [1, 6, 2], [2, 8, 1], [2, 8, 8]);
const ref = fc.integer({ min: 1, max: 8 }).map((n) => `a${n}`);
const at = fc.integer({ min: 0, max: 240 }).map((n) => n / 2);

type Draft = (at: number) => ClinicEvent;

const fact: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.integer({ min: 20, max: 100 }), probe).map(
      ([level, p]): Draft =>
        (d) =>
          h.pulse(d, level, p),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('ors', 'gad-7'), fc.integer({ min: 0, max: 21 })).map(
      ([code, value]): Draft =>
        (d) =>
          totalOf(d, code, value),
    ),
  },
  fc.constant<Draft>((d) => h.clinicianPulse(d, 40)),
  fc.tuple(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 0, max: 3 })).map(
    ([level, helped]): Draft =>
      (d) =>
        h.reviewForm(d, level, { w1: helped }),
  ),
  fc.constantFrom('goal.agreement', 'bond').map(
    (code): Draft =>
      (d) =>
        h.marked(d, { code, marker: 'clear-expectations' }),
  ),
  fc.boolean().map(
    (goalsAgreed): Draft =>
      (d) =>
        h.on(d, 'episode.updated', { goalsAgreed }),
  ),
  fc.constant<Draft>((d) => h.emptyPulse(d)),
  fc
    .tuple(
      fc.constantFrom('rupture.withdrawal', 'rupture.confrontation', 'repair.attempted', 'repair.achieved'),
      fc.option(fc.integer({ min: 1, max: 5 })),
      fc.constantFrom('clinician', 'assisted'),
      fc.integer({ min: 0, max: 9 }),
    )
    .map(
      ([code, significance, source, before]): Draft =>
        (d) =>
          h.marked(d, { code, ...(significance === null ? {} : { significance }) }, { source, about: d - before }),
    ),
  fc.option(fc.integer({ min: 0, max: 3 })).map(
    (ninth): Draft =>
      (d) =>
        h.phq(d, ninth),
  ),
  fc.integer({ min: 0, max: 3 }).map(
    (ninth): Draft =>
      (d) =>
        h.partialPhq(d, ninth),
  ),
  fc.integer({ min: -2, max: 9 }).map(
    (due): Draft =>
      (d) =>
        h.requested(d, d + due, `r${d}`),
  ),
  ref.map(
    (a): Draft =>
      (d) =>
        h.booked(d, d + 7, a),
  ),
  ref.map(
    (a): Draft =>
      (d) =>
        h.attended(d, a),
  ),
  fc.tuple(ref, fc.constantFrom('client', 'clinician', 'both', 'unknown')).map(
    ([a, by]): Draft =>
      (d) =>
        h.missed(d, by as 'client', a),
  ),
  ref.map(
    (a): Draft =>
      (d) =>
        h.cancelled(d, a, { cancelledBy: 'client' }),
  ),
  fc.constantFrom<Draft>(h.contact, h.opened, h.handover, h.closed),
  fc.constant<Draft>((d) => h.on(d, 'episode.paused', {})),
  fc.constant<Draft>((d) => h.on(d, 'episode.resumed', {})),
  fc.constant<Draft>((d) =>
    h.on(d, 'episode.clinician_changed', { to: 'k3', kind: 'handover', effectiveAt: h.iso(d + 20) }),
  ),
);
const correction: fc.Arbitrary<Draft> = fc.oneof(
  fc.constantFrom('handover' as const, 'cover' as const).map(
    (kind): Draft =>
      (d) =>
        h.on(d, 'episode.clinician_changed', { to: 'k4', kind, effectiveAt: h.iso(d - 20) }),
  ),
  ref.map(
    (a): Draft =>
      (d) =>
        h.on(d, 'appointment.attendance_corrected', { appointment: a, from: 'missed', to: 'attended' }),
  ),
  ref.map(
    (a): Draft =>
      (d) =>
        h.on(d, 'appointment.voided', { appointment: a, cause: 'deleted' }),
  ),
  fc.integer({ min: 0, max: 240 }).map(
    (n): Draft =>
      (d) =>
        h.on(d, 'feedback.voided', {
          form: `f${n / 2}-client`,
          instrument: { code: 'pulse', version: '1' },
          cause: 'deleted',
        }),
  ),
);

const written = (drafts: fc.Arbitrary<Draft>): fc.Arbitrary<ClinicEvent[]> =>
  fc
    .uniqueArray(
      fc.tuple(at, drafts).map(([d, draft]) => draft(d)),
      { maxLength: 40, selector: ({ id }) => id },
    )
    .map((events) => [h.opened(), ...events.filter(({ id }) => id !== h.opened().id)]);

export const plainHistory = written(fact);
export const anyHistory = written(fc.oneof({ weight: 8, arbitrary: fact }, correction));
