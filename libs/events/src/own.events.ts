import { dyad, instant, object, oneOf, optional, ref } from './common.js';

/** Why a person ends an alert without having followed it. */
export const OVERRIDE_REASONS = ['already-knew', 'not-relevant', 'wrong', 'bad-moment'] as const;
/** What came of an alert that a person followed. */
export const OUTCOMES = ['talked-it-through', 'changed-the-plan', 'nothing-needed', 'cannot-reach'] as const;

/** What had come from the practice by the time of an act, by its latest form: a person judges what is on the page. */
const knew = optional(instant());

/** Events that Rapport itself appends, so that a replay never asks a clock or a person again. */
export const ownEvents = {
  'timer.due': object({
    ...dyad,
    dueAt: instant(),
    reason: oneOf(
      'feedback-overdue',
      'quiet-since-strain',
      'stopping-look',
      'safety-unacknowledged',
      'hearer-away',
      'alert-snoozed',
      'pause-over',
      'handover-due',
      'cover-due',
      'supervision-due',
      'absence-over',
      'appointment-started',
      'task-due',
      'absence-noticed',
      'signs-faded',
    ),
  }),
  'alert.acknowledged': object({ ...dyad, alert: ref(), by: ref() }),
  'alert.snoozed': object({ ...dyad, alert: ref(), by: ref(), until: instant() }),
  'alert.overridden': object({
    ...dyad,
    alert: ref(),
    by: ref(),
    reason: oneOf(...OVERRIDE_REASONS),
    knew,
  }),
  'alert.resolved': object({
    ...dyad,
    alert: ref(),
    by: ref(),
    outcome: oneOf(...OUTCOMES),
    knew,
  }),
  /** `act` is the id of the event that no longer counts. */
  'alert.act_undone': object({ ...dyad, alert: ref(), by: ref(), act: ref() }),
};
