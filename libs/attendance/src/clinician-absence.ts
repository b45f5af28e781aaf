/** Whether somebody is away, as the events about them say. */
import { parseInstant } from '#lib/kernel';
import { clinicalOrder, type ClinicEvent } from '#lib/events';

/** Takes the events of one clinician, in any order. An absence without an end lasts until one is told. */
export function isAway(events: readonly ClinicEvent[], at: number): boolean {
  const last = events
    .filter(({ type, occurredAt }) => type.startsWith('clinician.absence_') && occurredAt <= at)
    .toSorted(clinicalOrder)
    .at(-1);
  return last?.type === 'clinician.absence_started' && (parseInstant(last.data.until) ?? Infinity) > at;
}
