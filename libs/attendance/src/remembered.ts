/**
 * What is left of hours that were let go of: enough that none is counted twice, however much later something is told
 * of it again. Each is 18 characters in one text: nine of a digest of its reference, one that says what it was, eight
 * of its time. A digest of 53 bits mistakes one hour for another once in some 10 billion courses of 1,000 hours.
 */
import { NEW_APPOINTMENT, type Appointment, type Tally } from './attendance-state.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE = DIGITS.length;
const DIGEST = 9;
const TIME = 8;
const RECORD = DIGEST + 1 + TIME;
/** Twenty years of four hours a week. */
const MOST = 4_000;
/** Instants on the wire begin in 1900. */
const EPOCH = -2_300_000_000_000;

type Standing = readonly [Appointment['status'], Tally | null];

const STANDINGS: readonly Standing[] = [
  ['voided', null],
  ['booked', null],
  ['moved', null],
  ['attended', 'kept'],
  ['attended', 'notCounted'],
  ['missed', 'missedByClient'],
  ['missed', 'missedByClinician'],
  ['missed', 'missedByBoth'],
  ['missed', 'missedUnknown'],
  ['missed', 'notCounted'],
  ['cancelled', 'cancelledByClient'],
  ['cancelled', 'cancelledLateByClient'],
  ['cancelled', 'cancelledByClinician'],
  ['cancelled', 'cancelledByPractice'],
  ['cancelled', 'cancelledUnknown'],
  ['cancelled', 'notCounted'],
];
const KEPT_CODES: ReadonlySet<number> = new Set([3, 4]);

/** Whether its time is the booked one, the one of telling, or not known. */
const TIMES = ['start', 'told', 'none'] as const;

/** Writes one more down; of too many, the one that was let go of first is forgotten. */
export function remember(earlier: string, appointment: Appointment): string {
  const { status, tally, start, began, told } = appointment;
  const standing = Math.max(
    0,
    STANDINGS.findIndex(([s, t]) => s === status && t === tally),
  );
  const booked = began ?? start;
  const kind = booked === null ? (told === null ? 2 : 1) : 0;
  const code = DIGITS.charAt(standing * TIMES.length + kind);
  const text = earlier + digestOf(appointment.ref) + code + write((booked ?? told ?? EPOCH) - EPOCH, TIME);
  return text.length > MOST * RECORD ? text.slice(RECORD) : text;
}

/** The hour that was let go of last under this reference. */
export function recall(earlier: string, ref: string): Appointment | undefined {
  const at = placeOf(earlier, ref);
  return at < 0 ? undefined : { ...read(earlier, at), ref };
}

export function unremember(earlier: string, ref: string): string {
  const at = placeOf(earlier, ref);
  return at < 0 ? earlier : earlier.slice(0, at) + earlier.slice(at + RECORD);
}

/** When the last remembered hour was that took place. */
export function lastKept(earlier: string): number | null {
  let last: number | null = null;
  for (let at = 0; at < earlier.length; at += RECORD) {
    if (!KEPT_CODES.has(Math.floor(DIGITS.indexOf(earlier.charAt(at + DIGEST)) / TIMES.length))) continue;
    const { start, told } = read(earlier, at);
    last = Math.max(last ?? -Infinity, start ?? told ?? -Infinity);
  }
  return last;
}

function placeOf(earlier: string, ref: string): number {
  const digest = digestOf(ref);
  let at = earlier.lastIndexOf(digest);
  // a match across two records is none
  while (at > 0 && at % RECORD !== 0) at = earlier.lastIndexOf(digest, at - 1);
  return at;
}

function read(earlier: string, at: number): Omit<Appointment, 'ref'> {
  const code = DIGITS.indexOf(earlier.charAt(at + DIGEST));
  const [status, tally] = STANDINGS[Math.floor(code / TIMES.length)] ?? ['moved', null];
  const kind = TIMES[code % TIMES.length];
  const time = number(earlier.slice(at + DIGEST + 1, at + RECORD)) + EPOCH;
  return {
    ...NEW_APPOINTMENT,
    status,
    tally,
    start: kind === 'start' ? time : null,
    told: kind === 'told' ? time : null,
  };
}

function write(value: number, digits: number): string {
  let rest = value;
  let text = '';
  for (let i = 0; i < digits; i++) {
    text = DIGITS.charAt(rest % BASE) + text;
    rest = Math.floor(rest / BASE);
  }
  return text;
}

const number = (text: string): number => [...text].reduce((sum, digit) => sum * BASE + DIGITS.indexOf(digit), 0);

/** Two rounds of mixing, joined to 53 bits (cyrb53). It only has to spread references; nobody attacks it. */
function digestOf(ref: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = 0; i < ref.length; i++) {
    const unit = ref.charCodeAt(i);
    high = Math.imul(high ^ unit, 2_654_435_761);
    low = Math.imul(low ^ unit, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return write(2 ** 32 * (low & 0x1fffff) + (high >>> 0), DIGEST);
}
