/**
 * Times inside of an event that cannot be as they are written: a form filled in after it was sent, an offset that the
 * named zone does not have then. The fact is taken, and the sender hears what was taken and what to send instead.
 */
import type { EventType } from '#lib/events';
import { MINUTE, offsetOf, parseInstant, zoneOffsetAt, type Violation } from '#lib/kernel';

/** When something was; what may be announced is not among them. */
const PAST = ['administeredAt', 'serviceDate', 'actualStart', 'actualEnd', 'waitingSince'] as const;
const IN_A_ZONE = [
  'start',
  'end',
  'previousStart',
  'previousEnd',
  'actualStart',
  'actualEnd',
  'reversibleUntil',
] as const;

/** Clocks may differ by so much. */
const ALLOWED = 5 * MINUTE;

type Told = Readonly<Record<string, unknown>>;

/** `at` is the event's own time. */
export function timeWarnings(type: EventType, data: unknown, at: number): readonly Violation[] {
  const told = data as Told;
  const ahead = PAST.filter((name) => (parseInstant(told[name]) ?? at) > at + ALLOWED).map((name) =>
    laterThanSent(type, name),
  );
  return typeof told['zone'] === 'string' ? [...ahead, ...contradictions(told, told['zone'])] : ahead;
}

function laterThanSent(type: EventType, name: string): Violation {
  const isNote = type.startsWith('note.');
  return {
    pointer: `/data/${name}`,
    code: 'later_than_sent',
    detail: 'is later than the event itself: taken as no later than the time of the event',
    hint: isNote
      ? 'send the hour that the note is about, and the event after that hour'
      : 'send when it was, or leave it out where it was when the event happened',
  };
}

function contradictions(told: Told, zone: string): Violation[] {
  return IN_A_ZONE.flatMap((name) => {
    const text = told[name];
    const at = parseInstant(text);
    if (at === undefined) return [];
    const written = offsetOf(text as string);
    const there = zoneOffsetAt(zone, at);
    // UTC is an instant without a place, and contradicts no zone
    return written === 0 || written === there ? [] : [contradicted(name, zone, [written, there])];
  });
}

function contradicted(name: string, zone: string, [written, there]: readonly [number, number]): Violation {
  return {
    pointer: `/data/${name}`,
    code: 'offset_of_another_zone',
    detail: `has the offset ${offsetText(written)}, and ${zone} has ${offsetText(there)} then: taken at the offset that is written`,
    hint: `if the hour on the wall is right, send it with ${offsetText(there)}; if the offset is, leave the zone out or name another`,
  };
}

const two = (n: number): string => String(n).padStart(2, '0');
const offsetText = (minutes: number): string =>
  `${minutes < 0 ? '-' : '+'}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
