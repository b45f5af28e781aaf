export {
  type AnyChannel,
  type Channel,
  type DeliveryItem,
  type Message,
  type Outcome,
  type Outlet,
} from './channel.js';
export { CHANNELS, channelOf, languageOf } from './channels.js';
export {
  createMailTransport,
  noMailServer,
  type Mail,
  type MailAnswer,
  type MailTransport,
  type MailTransportOptions,
} from './mail-transport.js';
export { MAX_RETRY_AFTER_MS, RETRY_LADDER_MS, nextAttemptAt, readRetryAfter } from './retry-ladder.js';
