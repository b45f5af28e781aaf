/**
 * When a client comes next, by the wall clock of the clinic, for messages that say before when something is to be read.
 * It is looked up at each attempt and not stored with the delivery: appointments move, and an hour that has passed by the
 * time of a later attempt must not be named.
 *
 * The folded state knows the instant; the wall clock is that of whoever reads the message, where their zone is known, else
 * that of the event that booked it: its zone, or the zone that the episode was given last, or the offset that the start
 * was written with. "Z" says nothing about a wall clock: many systems send all times in UTC, so without a zone no hour is
 * named.
 */
import { nextAppointmentOf } from '#lib/alliance';
import type { DeliveryItem } from '#lib/channels';
import { clinicalOrder, episodeStream, type ClinicEvent } from '#lib/events';
import { readStream, toClinicEvent } from '#lib/eventlog';
import { DAY, offsetOf, parseInstant } from '#lib/kernel';
import type { Queryable } from '#lib/platform';
import { readEpisode } from '#lib/readmodels';

/** Undefined when nothing is booked within a day from `now`, or nobody said by which wall clock. */
export async function nextAppointment(
  db: Queryable,
  { tenant, episode, clinician }: { readonly tenant: number; readonly episode: string; readonly clinician: string },
  now: number,
): Promise<DeliveryItem['before']> {
  const key = { tenant, stream: episodeStream(episode) };
  const folded = await readEpisode(db, key);
  const start = folded && nextAppointmentOf(folded.state, now);
  if (start === undefined || start > now + DAY) return undefined;
  const offsetMinutes = offsetAt((await readStream(db, key)).map(toClinicEvent), start, clinician);
  return offsetMinutes === undefined ? undefined : { epochMs: start, offsetMinutes };
}

function offsetAt(events: readonly ClinicEvent[], start: number, reader: string): number | undefined {
  const booking = events.findLast(
    (event) =>
      (event.type === 'appointment.booked' || event.type === 'appointment.rescheduled') &&
      parseInstant(event.data.start) === start,
  )?.data as { readonly start: string; readonly zone?: string } | undefined;
  if (!booking) return undefined;
  const zone = zoneOfReader(events, reader) ?? booking.zone ?? zoneOfEpisode(events);
  const known = zone === undefined ? undefined : offsetIn(zone, start);
  return known ?? (/z$/i.test(booking.start) ? undefined : offsetOf(booking.start));
}

/** What is told of the people of an episode is in its stream too. */
const zoneOfReader = (events: readonly ClinicEvent[], reader: string): string | undefined =>
  latestZone(events, (event) =>
    (event.type === 'clinician.registered' || event.type === 'clinician.updated') && event.data.clinician === reader
      ? event.data.zone
      : undefined,
  );

const zoneOfEpisode = (events: readonly ClinicEvent[]): string | undefined =>
  latestZone(events, (event) =>
    event.type === 'episode.opened' || event.type === 'episode.updated' ? event.data.zone : undefined,
  );

/** In the order in which they happened; the stream is in the order in which they came. */
function latestZone(
  events: readonly ClinicEvent[],
  zoneIn: (event: ClinicEvent) => string | undefined,
): string | undefined {
  const said = events.toSorted(clinicalOrder).map(zoneIn);
  return said.findLast((zone) => zone !== undefined);
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
