import { dyad, integer, modality, object, oneOf, optional, ref } from './common.js';

const visit = { ...dyad, appointment: ref() };
const presence = object({
  ...visit,
  role: oneOf('client', 'clinician', 'other'),
  participant: optional(ref()),
  secondsSoFar: optional(integer(0, 86_400)),
});
const boundary = object({
  ...visit,
  modality: optional(modality()),
  evidence: optional(oneOf('manual', 'status', 'telehealth')),
});

export const visitEvents = {
  'visit.participant_joined': presence,
  'visit.participant_left': presence,
  'visit.started': boundary,
  'visit.ended': boundary,
};
