/**
 * What an event said beyond its words, so that nothing that was accepted is out of sight: codes, references, times as
 * sent. Of the others in a group only the number is shown: they are somebody else's. What somebody answered stands in
 * the form, and how a clinician sees their own part of a strain is for supervision, and in no list.
 */
import type { ClinicEvent, EventData } from '#lib/events';

export type EventDetails = Readonly<Record<string, string | number | boolean>>;

interface People {
  /** Whose work the episode is once the event has happened. */
  readonly clinician: string | null;
}

/** Whose episode it is stands above the timeline. */
const DYAD = ['episode', 'client', 'clinician'];
const IN_THE_FORM = [
  ...['form', 'respondent', 'mode', 'enteredBy', 'items', 'totals', 'scorer', 'answered', 'total', 'instrument'],
];
const ELSEWHERE: ReadonlySet<string> = new Set([...DYAD, ...IN_THE_FORM, 'ownPart']);

export function detailsOf(event: ClinicEvent, people: People): { readonly details?: EventDetails } {
  const { data } = event;
  const details = {
    ...(Object.fromEntries(Object.entries(data).filter(([name]) => !ELSEWHERE.has(name))) as EventDetails),
    ...anotherClinician(data, people),
    ...participation(data as Partial<EventData<'appointment.booked'>>),
    ...ticked(data as Partial<EventData<'note.alliance_markers_recorded'>>),
    ...edition(event),
  };
  return Object.keys(details).length === 0 ? {} : { details };
}

/** Named where it is not the one whose work this is: somebody stood in, or the fact is about somebody. */
function anotherClinician(data: ClinicEvent['data'], people: People): EventDetails {
  const { clinician } = data as { readonly clinician?: string };
  return clinician === undefined || clinician === people.clinician ? {} : { clinician };
}

function participation({ participants, client, clinician }: Partial<EventData<'appointment.booked'>>): EventDetails {
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

/** Such as `rupture.withdrawal denial 4, repair.attempted`. */
function ticked({ markers }: Partial<EventData<'note.alliance_markers_recorded'>>): EventDetails {
  if (!markers) return {};
  const say = ({ code, marker, significance }: (typeof markers)[number]): string =>
    [code, marker, significance].filter((part) => part !== undefined).join(' ');
  return { markers: markers.map(say).join(', ') };
}

/** Such as `phq-9 1`. Of a form with answers it stands there, and in the details of one without. */
function edition({ type, data }: ClinicEvent): EventDetails {
  if (type !== 'feedback.requested' && type !== 'feedback.voided' && type !== 'feedback.expired') return {};
  const { code, version, ...more } = data.instrument;
  const asked = type === 'feedback.requested' ? { respondent: data.respondent } : {};
  return { form: data.form, instrument: `${code} ${version}`, ...more, ...asked };
}
