/**
 * The clinic's wall clock. "Tuesday at ten" stays Tuesday at ten when the clocks change, so timetables are kept in
 * wall time and become instants at the last moment. Wall time is counted in milliseconds as if the zone were UTC.
 */
import { DAY, HOUR, MINUTE, toIso } from '#lib/kernel';

export interface WallClock {
  readonly zone: string;
  readonly wallOf: (instant: number) => number;
  /** In the hour that happens twice: the earlier one. Times that the clocks jump over move forward. */
  readonly instantOf: (wall: number) => number;
  /** RFC 3339 with the offset that holds then, e.g. 2026-03-02T14:00:00+01:00. */
  readonly write: (instant: number) => string;
}

interface OffsetChange {
  readonly from: number;
  readonly offset: number;
}

/** Knows the zone's offsets from `from` to `until` (ms). Throws RangeError for a zone that Intl does not know. */
export function wallClock(zone: string, from: number, until: number): WallClock {
  const changes = changesOf(zone, from, until);
  const offsetAt = (instant: number): number => {
    let offset = changes[0]?.offset ?? 0;
    for (const change of changes) if (change.from <= instant) offset = change.offset;
    return offset;
  };
  const instantOf = (wall: number): number => {
    const earlier = wall - offsetAt(wall - DAY);
    const later = wall - offsetAt(wall + DAY);
    return earlier + offsetAt(earlier) === wall ? earlier : later + offsetAt(later) === wall ? later : earlier;
  };
  return {
    zone,
    wallOf: (instant) => instant + offsetAt(instant),
    instantOf,
    write: (instant) => written(instant, offsetAt(instant)),
  };
}

/** Asks Intl once a day, and halves the day in which the answer changed: asking for every event is too slow. */
function changesOf(zone: string, from: number, until: number): readonly OffsetChange[] {
  const ask = asker(zone);
  const changes: OffsetChange[] = [{ from, offset: ask(from) }];
  for (let day = from; day < until; day += DAY) {
    const offset = ask(day + DAY);
    if (offset !== changes.at(-1)?.offset) changes.push({ from: firstWith(offset, [day, day + DAY], ask), offset });
  }
  return changes;
}

function firstWith(offset: number, [from, until]: readonly [number, number], ask: (at: number) => number): number {
  let [before, after] = [from, until];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (ask(middle) === offset) after = middle;
    else before = middle;
  }
  return after;
}

function asker(zone: string): (instant: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (instant) => {
    const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
    const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})?/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
  };
}

function written(instant: number, offset: number): string {
  const whole = toIso(instant + offset).slice(0, 19);
  const size = Math.abs(offset) / MINUTE;
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${whole}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
