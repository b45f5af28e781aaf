/** Everything that makes a bare `npm start` worth watching, in one object with a beginning and an end. */
import path from 'node:path';
import { generateWebhookSecret, isWebhookSecret, type Config, type Database, type Logger } from '#lib/platform';
import { Emulator } from './emulator.js';
import { prepareFirstEvent } from './first-event.js';
import { startMailSink } from './mail-sink.js';
import type { Credentials } from './practice.js';
import { DEMO_TENANT, prepareTenant } from './tenant.js';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.js';
import type { Catchers } from './demo.controller.js';

export interface Demo {
  readonly tenant: string;
  readonly credentials: Credentials;
  readonly catchers: Catchers;
  /** The configuration with the demo's own mail server and receiver filled in where nothing was set. */
  readonly config: Config;
  /** The clinic's time, once `watch` was called. */
  readonly clock: { now(): number };
  prepare(db: Database): Promise<void>;
  /** Loads history and goes on; answers the newcomer's first command. */
  watch(url: string, logger: Logger): Promise<{ command: string; events: number; seconds: number }>;
  stop(): Promise<void>;
}

export async function createDemo(config: Config, folder: string): Promise<Demo> {
  const secret = isWebhookSecret(config.RAPPORT_DEMO_WEBHOOK_SECRET) ? config.RAPPORT_DEMO_WEBHOOK_SECRET : generateWebhookSecret();
  const catchers = { mail: await startMailSink(path.join(folder, 'mail')), webhooks: await startWebhookReceiver(secret) };
  let credentials: Credentials | undefined;
  let emulator: Emulator | undefined;
  return {
    tenant: DEMO_TENANT,
    get credentials() {
      if (!credentials) throw new Error('the demo is not prepared yet');
      return credentials;
    },
    catchers,
    config: withOutlets(config, catchers.mail.url, catchers.webhooks),
    clock: { now: () => emulator?.clock.now() ?? Date.now() },
    prepare: async (db) => {
      const webhookUrl = config.RAPPORT_DEMO_WEBHOOK_URL || catchers.webhooks.url;
      credentials = await prepareTenant(db, path.join(folder, 'credentials.json'), { webhookUrl, webhookSecret: secret });
    },
    watch: async (url, logger) => {
      const known = credentials as Credentials;
      const { RAPPORT_DEMO_SEED: seed, RAPPORT_DEMO_PACE: pace } = config;
      emulator = new Emulator({ url, credentials: known, seed, pace, logger, stateFile: path.join(folder, 'clinic.json') });
      const loaded = await emulator.start();
      return { command: await prepareFirstEvent({ url, credentials: known, folder }), ...loaded };
    },
    stop: async () => {
      await emulator?.stop();
      await Promise.all([catchers.mail.close(), catchers.webhooks.close()]);
    },
  };
}

function withOutlets(config: Config, smtp: string, receiver: WebhookReceiver): Config {
  const wanted = config.RAPPORT_DEMO_WEBHOOK_URL ? new URL(config.RAPPORT_DEMO_WEBHOOK_URL).origin : receiver.origin;
  return {
    ...config,
    RAPPORT_SMTP_URL: config.RAPPORT_SMTP_URL || smtp,
    RAPPORT_OUTBOUND_ALLOW: [config.RAPPORT_OUTBOUND_ALLOW, wanted].filter(Boolean).join(','),
  };
}
