/**
 * What an event about an appointment or a visit said beyond its words, so that nothing that was accepted is out of sight.
 * Of the others in a group only the number is shown: they are somebody else's.
 */
import type { ClinicEvent, EventData } from '#lib/events';

export type EventDetails = Readonly<Record<string, string | number | boolean>>;

/** Whose episode it is stands above the timeline. */
const DYAD: ReadonlySet<string> = new Set(['episode', 'client', 'clinician', 'participants']);

export function detailsOf({ type, data }: ClinicEvent): { readonly details?: EventDetails } {
  if (!type.startsWith('appointment.') && !type.startsWith('visit.')) return {};
  const own = Object.entries(data).filter(([name]) => !DYAD.has(name));
  return { details: { ...(Object.fromEntries(own) as EventDetails), ...participation(data as Booked) } };
}

type Booked = Partial<EventData<'appointment.booked'>>;

function participation({ participants, client, clinician }: Booked): EventDetails {
  if (!participants) return {};
  const statusOf = (ref: string | undefined): string | undefined => participants.find((one) => one.ref === ref)?.status;
  const clientStatus = statusOf(client);
  const clinicianStatus = statusOf(clinician);
  return {
    participants: participants.length,
    ...(clientStatus === undefined ? {} : { clientStatus }),
    ...(clinicianStatus === undefined ? {} : { clinicianStatus }),
  };
}
