import { bool, instant, object, oneOf, optional, ref, zone } from './common.js';

const client = { client: ref() };
const clinician = { clinician: ref() };
const workplace = {
  ...clinician,
  /** Whose wall clock messages to this person go by. */
  zone: optional(zone()),
  /** Hears in this person's place once they have left, before the lead of the clinic does. */
  lead: optional(ref()),
};

/** Names, addresses and birthdays are not modelled here: they live beside the log. */
export const peopleEvents = {
  'client.registered': object(client),
  'client.updated': object(client),
  'client.merged': object({ ...client, survivor: ref(), retired: ref() }),
  'client.unmerged': object({ ...client, restored: ref() }),
  'client.consent_changed': object({
    ...client,
    scope: oneOf('scoring', 'alerts', 'messages', 'all'),
    granted: bool(),
  }),
  'client.deceased': object(client),
  'clinician.registered': object(workplace),
  'clinician.updated': object(workplace),
  'clinician.deactivated': object(clinician),
  'clinician.absence_started': object({ ...clinician, until: optional(instant()), cover: optional(ref()) }),
  'clinician.absence_ended': object(clinician),
};
