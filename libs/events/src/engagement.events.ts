import { dyad, instant, integer, object, oneOf, optional, ref } from './common.js';

const task = {
  ...dyad,
  task: ref(),
  taskKind: oneOf('homework', 'exercise', 'diary', 'other'),
  dueAt: optional(instant()),
};

export const engagementEvents = {
  'engagement.task_assigned': object(task),
  /** `completion` 0 to 4: not at all, a little, about half, mostly, fully. */
  'engagement.task_completed': object({ ...task, completion: optional(integer(0, 4)) }),
  'engagement.task_overdue': object(task),
  'engagement.contact_logged': object({
    ...dyad,
    direction: oneOf('from-client', 'to-client'),
    channel: oneOf('phone', 'sms', 'email', 'portal', 'letter', 'in-person', 'other'),
    responseLatencyMinutes: optional(integer(0, 525_600)),
    contact: optional(ref()),
  }),
};
