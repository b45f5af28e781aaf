/** Every channel, one line each. A channel file that is missing here fails a test that prints the line. */
export { emailChannel } from './email.channel.js';
export { inAppChannel } from './in-app.channel.js';
export { webhookChannel } from './webhook.channel.js';
