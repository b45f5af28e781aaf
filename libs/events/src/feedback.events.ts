import { dyad, instant, integer, list, nullable, number, object, oneOf, optional, ref, text } from './common.js';

const instrument = object({
  code: text(
    '^[a-z0-9][a-z0-9-]{0,39}$',
    'must be an instrument code in small letters, digits and hyphens, such as wai-sr',
  ),
  version: text('^[0-9]{1,3}(?:\\.[0-9]{1,3}){0,2}$', 'must be a version such as 1 or 1.0'),
  language: optional(text('^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$', 'must be a BCP 47 language tag')),
  licence: optional(ref()),
});

const form = { ...dyad, form: ref(), appointment: optional(ref()), instrument };

const answers = list(object({ item: ref(), value: nullable(number(-1_000, 1_000)) }), 200);

const completed = {
  ...form,
  respondent: text(
    '^(?:client|clinician|observer|member:[A-Za-z0-9._~-]{1,60})$',
    'must be client, clinician, observer or member:<ref>',
  ),
  administeredAt: optional(instant()),
  mode: optional(oneOf('in-session-device', 'kiosk', 'remote-link', 'paper', 'interview', 'imported')),
  /** Somebody else typed the answers in. */
  enteredBy: optional(oneOf('self', 'clinician', 'practice', 'proxy')),
  items: optional(answers),
  totals: optional(list(object({ scale: ref(), value: nullable(number(-10_000, 10_000)) }), 40)),
  scorer: optional(oneOf('source', 'us')),
};

export const feedbackEvents = {
  'feedback.requested': object({
    ...form,
    respondent: text(
      '^(?:client|clinician|observer|member:[A-Za-z0-9._~-]{1,60})$',
      'must be client, clinician, observer or member:<ref>',
    ),
    dueAt: optional(instant()),
  }),
  'feedback.partially_submitted': object({
    ...completed,
    answered: optional(integer(0, 200)),
    total: optional(integer(0, 200)),
  }),
  'feedback.submitted': object(completed),
  'feedback.amended': object(completed),
  'feedback.voided': object({ ...form, cause: oneOf('entered-in-error', 'deleted', 'duplicate', 'wrong-person') }),
  'feedback.expired': object(form),
};
