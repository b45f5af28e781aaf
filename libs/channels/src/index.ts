export type { AnyChannel, DeliveryItem, GivenSettings, Outcome, Transports } from './channel.js';
export { channelOf, CHANNELS, exampleWith, languageOf } from './channels.js';
export { createMailTransport, noMailServer } from './mail-transport.js';
export { nextAttemptAt, RETRY_LADDER_MS } from './retry-ladder.js';
