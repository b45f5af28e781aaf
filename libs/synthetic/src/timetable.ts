/** When people meet: weekly slots in wall time, within working hours, around holidays. */
import { DAY, HOUR, MINUTE, toIso } from '#lib/kernel';
import { fingerprint } from './seeded-random.js';
import type { Absence } from './plan.js';
import type { WallClock } from './wall-time.js';

/** What is generated: from the first opening to the end of the future that was asked for, ms. */
export interface Span {
  readonly clock: WallClock;
  readonly from: number;
  readonly until: number;
}

export interface Slot {
  /** Monday is 0. */
  readonly weekday: number;
  readonly hour: number;
}

export const HOURS = [8, 9, 10, 11, 13, 14, 15, 16, 17, 18] as const;
export const VISIT = 50 * MINUTE;
const SLOTS: readonly Slot[] = [0, 1, 2, 3, 4].flatMap((weekday) => HOURS.map((hour) => ({ weekday, hour })));

/** 1 January 1970 was a Thursday. */
export const weekdayOf = (wall: number): number => (Math.floor(wall / DAY) + 3) % 7;
export const dayOf = (wall: number): number => Math.floor(wall / DAY) * DAY;

interface SlotWish {
  readonly client: string;
  readonly dayOff: number;
  readonly seed: number;
  /** How often each slot of this clinician is taken. */
  readonly taken: ReadonlyMap<Slot, number>;
}

/** The slot this client likes best among those that are least taken. */
export function chooseSlot({ client, dayOff, seed, taken }: SlotWish): Slot {
  const worked = SLOTS.filter((slot) => slot.weekday !== dayOff);
  const cost = (slot: Slot): number =>
    (taken.get(slot) ?? 0) * 2 ** 32 + fingerprint(seed, `${client}@${slot.weekday}.${slot.hour}`);
  return worked.map((slot) => ({ slot, cost: cost(slot) })).reduce((a, b) => (b.cost < a.cost ? b : a)).slot;
}

/** Wall time of the first slot at least three days after the opening. */
export function firstSlot({ weekday, hour }: Slot, openedWall: number): number {
  const earliest = dayOf(openedWall) + 3 * DAY;
  const wait = (weekday - weekdayOf(earliest) + 7) % 7;
  return earliest + wait * DAY + hour * HOUR;
}

/** The practice closes between the years; holidays of the clinician are known in advance. */
export function isBookable(wall: number, absences: readonly Absence[], clock: WallClock): boolean {
  return weekdayOf(wall) < 5 && !betweenTheYears(wall) && !absentAt(clock.instantOf(wall), absences, 'holiday');
}

function betweenTheYears(wall: number): boolean {
  const monthAndDay = toIso(wall).slice(5, 10);
  return monthAndDay >= '12-24' || monthAndDay <= '01-01';
}

export function absentAt(instant: number, absences: readonly Absence[], kind: Absence['kind']): boolean {
  return absences.some((a) => a.kind === kind && a.from <= instant && instant < a.until);
}
