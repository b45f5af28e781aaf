/**
 * When a client comes next, by the wall clock of the clinic, for messages that say before when something is to be read.
 * It is looked up at each attempt and not stored with the delivery: appointments move, and an hour that has passed by the
 * time of a later attempt must not be named.
 *
 * The folded state knows the instant; the wall clock is that of the event that booked it: its zone, or the zone that the
 * episode was opened with, or the offset that the start was written with. "Z" says nothing about a wall clock: many
 * systems send all times in UTC, so without a zone no hour is named.
 */
import { nextBooked } from '#lib/attendance';
import type { DeliveryItem } from '#lib/channels';
import { episodeStream, type ClinicEvent } from '#lib/events';
import { readStream, toClinicEvent } from '#lib/eventlog';
import { DAY, offsetOf, parseInstant } from '#lib/kernel';
import type { Queryable } from '#lib/platform';
import { readEpisode } from '#lib/readmodels';

/** Undefined when nothing is booked within a day from `now`, or nobody said by which wall clock. */
export async function nextAppointment(
  db: Queryable,
  { tenant, episode }: { readonly tenant: number; readonly episode: string },
  now: number,
): Promise<DeliveryItem['before']> {
  const key = { tenant, stream: episodeStream(episode) };
  const folded = await readEpisode(db, key);
  const start = folded && nextBooked(folded.state.attendance, now);
  if (start === undefined || start > now + DAY) return undefined;
  const offsetMinutes = offsetAt((await readStream(db, key)).map(toClinicEvent), start);
  return offsetMinutes === undefined ? undefined : { epochMs: start, offsetMinutes };
}

function offsetAt(events: readonly ClinicEvent[], start: number): number | undefined {
  const booking = events.findLast(
    (event) =>
      (event.type === 'appointment.booked' || event.type === 'appointment.rescheduled') &&
      parseInstant(event.data.start) === start,
  )?.data as { readonly start: string; readonly zone?: string } | undefined;
  if (!booking) return undefined;
  const zone = booking.zone ?? zoneOfEpisode(events);
  const known = zone === undefined ? undefined : offsetIn(zone, start);
  return known ?? (/z$/i.test(booking.start) ? undefined : offsetOf(booking.start));
}

function zoneOfEpisode(events: readonly ClinicEvent[]): string | undefined {
  for (const event of events) if (event.type === 'episode.opened') return event.data.zone;
  return undefined;
}

/** Minutes ahead of UTC; undefined for a zone that this machine does not know. */
function offsetIn(zone: string, at: number): number | undefined {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name === 'GMT' ? 0 : offsetOf(name);
  } catch {
    return undefined;
  }
}
