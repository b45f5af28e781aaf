/**
 * Who hears of an answer that a person has to read, and how long each has. Without it no instrument that asks about
 * safety may be active. Who has how long is this project's own rule; a clinic follows its own protocol.
 */
import { MINUTE, schema, type Violation } from '#lib/kernel';
import type { Safety } from '#lib/instruments';

export interface SafetyPolicy {
  /** Hears first; absent: the clinician of the episode, or the person who covers there. */
  readonly recipient?: string;
  /** Hears when nobody has acknowledged in time. */
  readonly cover: string;
  /** Hears when the cover has not acknowledged either; absent: it ends with the cover. */
  readonly dutyLead?: string;
  /** Minutes that each person has before the next one hears, 1 to 1440. */
  readonly minutes?: { readonly immediate?: number; readonly sameDay?: number };
}

const DAY_IN_MINUTES = 1_440;
const { integer, object, optional, ref } = schema;
const minutes = optional(integer(1, DAY_IN_MINUTES));

export const SAFETY = object({
  recipient: optional(ref()),
  cover: ref(),
  dutyLead: optional(ref()),
  minutes: optional(object({ immediate: minutes, sameDay: minutes })),
});

/** Half an hour where the form needs reading at once, four hours where it needs reading on the same day. */
const USUAL = { immediate: 30, sameDay: 240 };

export type Urgency = Exclude<Safety, 'none' | 'not-answered'>;

/** How long each person has, in milliseconds. */
export function clockOf({ minutes: chosen }: SafetyPolicy, urgency: Urgency): number {
  const name = urgency === 'immediate' ? 'immediate' : 'sameDay';
  return (chosen?.[name] ?? USUAL[name]) * MINUTE;
}

/** The next person has to be somebody else, or nobody else ever hears. */
export function policyFaults(policy: SafetyPolicy | null): Violation[] {
  if (!policy) return [];
  const { recipient, cover, dutyLead } = policy;
  return [
    ...(cover === recipient ? [somebodyElse('/safety/cover', 'the recipient')] : []),
    ...(dutyLead === undefined || (dutyLead !== cover && dutyLead !== recipient)
      ? []
      : [somebodyElse('/safety/dutyLead', 'the recipient and the cover')]),
  ];
}

const somebodyElse = (pointer: string, than: string): Violation => ({
  pointer,
  code: 'same_person',
  detail: `must be somebody other than ${than}`,
});
