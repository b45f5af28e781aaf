/** Everything that makes a bare `npm start` worth watching, in one object with a beginning and an end. */
import path from 'node:path';
import {
  generateWebhookSecret,
  isWebhookSecret,
  type Clock,
  type Config,
  type Logger,
  type WebhookSecret,
  withWays,
  type Ways,
} from '#lib/platform';
import type { ClinicTime } from './clinic-time.js';
import type { Catchers } from './demo.controller.js';
import { Emulator } from './emulator.js';
import { prepareFirstEvent } from './first-event.js';
import { startMailSink } from './mail-sink.js';
import type { Credentials } from './practice.js';
import { DEMO_TENANT, prepareTenant, type Buses } from './tenant.js';
import { startWebhookReceiver } from './webhook-receiver.js';

export interface Watched {
  /** The newcomer's first command. */
  readonly command: string;
  /** How many events of history were loaded; 0 when they were there already. */
  readonly events: number;
  readonly seconds: number;
}

export class Demo {
  readonly tenant = DEMO_TENANT;
  private known: Credentials | undefined;
  private emulator: Emulator | undefined;

  private constructor(
    private readonly given: Config,
    private readonly folder: string,
    readonly catchers: Catchers,
    private readonly webhookSecret: WebhookSecret,
  ) {}

  static async create(config: Config, folder: string): Promise<Demo> {
    const wanted = config.RAPPORT_DEMO_WEBHOOK_SECRET;
    const secret = isWebhookSecret(wanted) ? wanted : generateWebhookSecret();
    const mail = await startMailSink(path.join(folder, 'mail'));
    return new Demo(config, folder, { mail, webhooks: await startWebhookReceiver(secret) }, secret);
  }

  /** The demo's own mail server and receiver. */
  get ways(): Ways {
    return { RAPPORT_SMTP_URL: this.catchers.mail.url, RAPPORT_OUTBOUND_ALLOW: new URL(this.webhookUrl).origin };
  }

  get config(): Config {
    return withWays(this.given, this.ways);
  }

  private get webhookUrl(): string {
    return this.given.RAPPORT_DEMO_WEBHOOK_URL || this.catchers.webhooks.url;
  }

  get credentials(): Credentials {
    if (!this.known) throw new Error('the demo is not prepared yet');
    return this.known;
  }

  /** The clinic's time: ours, until its history is being lived through. */
  readonly clock: Clock = { now: () => this.time?.now() ?? Date.now() };

  /** None while it is being loaded. */
  get time(): ClinicTime | undefined {
    return this.emulator?.time;
  }

  async prepare(buses: Buses): Promise<void> {
    const { webhookUrl, webhookSecret } = this;
    this.known = await prepareTenant(buses, path.join(this.folder, 'credentials.json'), { webhookUrl, webhookSecret });
  }

  /** Loads history, tells the newcomer's story, and goes on in the background. */
  async watch(url: string, logger: Logger): Promise<Watched> {
    const { folder, credentials } = this;
    const { RAPPORT_DEMO_SEED: seed, RAPPORT_DEMO_PACE: pace } = this.given;
    const stateFile = path.join(folder, 'clinic.json');
    this.emulator = new Emulator({ url, credentials, seed, pace, logger, stateFile });
    const loaded = await this.emulator.start();
    return { command: await prepareFirstEvent({ url, credentials, folder }), ...loaded };
  }

  async stop(): Promise<void> {
    await this.emulator?.stop();
    await Promise.all([this.catchers.mail.close(), this.catchers.webhooks.close()]);
  }
}
