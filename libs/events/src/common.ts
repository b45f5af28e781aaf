/** Members that many events share. Every text is a code or an opaque reference: free text has no place to go. */
import { schema } from '#lib/kernel';

export const { object, optional, ref, instant, oneOf, list, integer, number, nullable, bool, text, zone } = schema;

/** Who did it. `practice` is the front desk or the service; `unknown` is an honest answer. */
export const actor = () => oneOf('client', 'clinician', 'practice', 'unknown');

/** HL7 appointment-cancellation-reason: pat* client, prov* clinician, maint and oth* practice. */
export const reasonCode = () =>
  text(
    '^(?:pat|prov|maint|meds-inc|oth|other)(?:-[a-z]{2,8})?$',
    'must be an HL7 appointment-cancellation-reason code',
  );

export const modality = () => oneOf('in-person', 'video', 'phone', 'chat');

/** The dyad an event belongs to: one client with one clinician for one course of work. */
export const dyad = { episode: ref(), client: ref(), clinician: optional(ref()) };

/** How the source knows: it was told, it was computed from a difference, or it was concluded from silence. */
export const derivation = () => oneOf('asserted', 'derived', 'inferred');
