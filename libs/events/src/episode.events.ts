import { bool, dyad, instant, integer, object, oneOf, optional, ref, zone } from './common.js';

const frame = {
  approach: optional(oneOf('cbt', 'dbt', 'person-centred', 'psychodynamic', 'emdr', 'couple-family', 'group', 'other')),
  plannedVisits: optional(integer(1, 1_000)),
  cadenceDays: optional(integer(1, 120)),
  goalsAgreed: optional(bool()),
  zone: optional(zone()),
};

export const episodeEvents = {
  'episode.opened': object({ ...dyad, clinician: ref(), ...frame }),
  'episode.updated': object({ ...dyad, ...frame }),
  'episode.paused': object({
    ...dyad,
    until: optional(instant()),
    by: optional(oneOf('client', 'clinician', 'practice', 'unknown')),
  }),
  'episode.resumed': object(dyad),
  'episode.closed': object({
    ...dyad,
    reason: oneOf(
      'planned',
      'mutual',
      'unilateral-client',
      'unilateral-clinician',
      'referred',
      'moved',
      'deceased',
      'administrative',
      'unknown',
    ),
  }),
  'episode.clinician_changed': object({
    ...dyad,
    from: optional(ref()),
    to: ref(),
    kind: oneOf('handover', 'cover', 'supervision'),
    effectiveAt: optional(instant()),
  }),
};
