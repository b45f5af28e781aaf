import { schema, type Infer } from '#lib/kernel';
import type { Channel } from './channel.js';

const settings = schema.object({});

/** The inbox inside Rapport. The row of the alert is the message, so there is nothing left to send. */
export const inAppChannel: Channel<Infer<typeof settings>> = {
  kind: 'in-app',
  title: 'Inbox in Rapport',
  settings,
  example: {},
  delivers: 'on-write',
  secrets: [],
  check: () => [],
  render: ({ deliveryKey }) => ({ deliveryKey, text: '' }),
  send: () => Promise.resolve({ kind: 'accepted', detail: 'shown in the inbox' }),
};
