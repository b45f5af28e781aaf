import { dyad, instant, integer, list, number, object, oneOf, optional, ref, text } from './common.js';

const note = {
  ...dyad,
  note: ref(),
  appointment: optional(ref()),
  /** Markers and lags are dated by the hour the note is about, not by the day it was signed. */
  serviceDate: optional(instant()),
  author: optional(ref()),
};

export const noteEvents = {
  'note.recorded': object({
    ...note,
    noteType: oneOf('progress', 'intake', 'treatment-plan', 'closing', 'contact', 'other'),
    status: oneOf('draft', 'preliminary', 'final'),
  }),
  'note.signed': object({
    ...note,
    version: optional(integer(1, 10_000)),
    signer: optional(ref()),
    lagMinutes: optional(integer(0, 5_256_000)),
  }),
  'note.amended': object({
    ...note,
    version: optional(integer(1, 10_000)),
    kind: oneOf('addendum', 'edit', 'replacement', 'unlock'),
  }),
  'note.cosigned': object({ ...note, signer: optional(ref()) }),
  'note.voided': object({ ...note, cause: oneOf('entered-in-error', 'deleted', 'duplicate') }),
  'note.alliance_markers_recorded': object({
    ...note,
    source: oneOf('clinician', 'supervisor', 'structured-field', 'assisted'),
    confidence: optional(number(0, 1)),
    /** How much of a rupture the clinician sees as their own part, 1 to 5: for supervision, shown in no list. */
    ownPart: optional(integer(1, 5)),
    markers: list(
      object({
        code: oneOf(
          'rupture.withdrawal',
          'rupture.confrontation',
          'repair.attempted',
          'repair.achieved',
          'goal.agreement',
          'task.agreement',
          'bond',
        ),
        /** What it was about, in kebab-case: a word of `marker-words.ts`, or any other, which is shown as it is. */
        marker: optional(text('^[a-z][a-z-]{1,60}$', 'must be a marker’s name in small letters and hyphens')),
        significance: optional(integer(1, 5)),
      }),
      30,
      1,
    ),
  }),
};
