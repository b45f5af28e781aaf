/**
 * Hop 3: one delivery, one attempt. Lease and commit, send without a transaction, record. A process that dies between
 * sending and recording leaves a lease that runs out; the next attempt carries the same key, so that the receiver can
 * see that it is the same message.
 */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { channelOf, nextAttemptAt, type AnyChannel, type Outcome, type Transports } from '#lib/channels';
import { episodeStream } from '#lib/events';
import { holdDelivery, leaseDelivery, recordAttempt, type DeliveryResult, type Leased } from '#lib/eventlog';
import { disableChannel, findChannel, type ChannelSetting } from '#lib/identity';
import { Clock, Database, Metrics, SpanKind, inSpan, type Queryable } from '#lib/platform';
import { readAlert, readEpisode, type AlertEntry } from '#lib/readmodels';
import { leavesTheHouse } from '../follow/raise-alerts.js';
import { ProcessSettings, TRANSPORTS } from '../composition/app-context.js';
import { failpoint } from '../composition/failpoint.js';
import { DeliveryItems } from './delivery-items.js';

export class Deliver extends Command<DeliverResult> {
  constructor(readonly delivery: string) {
    super();
  }
}
export type DeliverResult = DeliveryResult['state'] | 'not-due';

const LEASE_MS = 45_000;

@CommandHandler(Deliver)
export class DeliverHandler implements ICommandHandler<Deliver> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    @Inject(TRANSPORTS) private readonly transports: Transports,
    private readonly settings: ProcessSettings,
    private readonly items: DeliveryItems,
  ) {}

  async execute({ delivery }: Deliver): Promise<DeliverResult> {
    const { db, clock } = this;
    const { owner } = this.settings;
    const lease = await leaseDelivery(db, delivery, { owner, now: clock.now(), leaseMs: LEASE_MS });
    if (!lease) return 'not-due';
    const attributes = { 'rapport.channel': lease.channel, 'rapport.attempt': lease.attempt };
    return inSpan('deliver', { kind: SpanKind.PRODUCER, parent: lease.trace ?? undefined, attributes }, () =>
      this.attempt(lease),
    );
  }

  private async attempt(lease: Leased): Promise<DeliverResult> {
    const { db, clock, metrics } = this;
    const { owner, chance } = this.settings;
    const started = clock.now();
    const { outcome, setting } = await this.send(lease);
    failpoint('deliver.afterSend');
    const first = resultOf(outcome, { lease, at: clock.now(), ms: clock.now() - started, chance: chance() });
    const result = await db.transact(async (tx) => {
      const last = outcome.kind === 'withdrawn' ? await this.unlessOpenAgain(tx, lease, { setting, first }) : first;
      await recordAttempt(tx, { lease, owner, result: last });
      if (outcome.kind === 'dead' && outcome.disable && setting) await disableChannel(tx, setting.id, outcome.detail);
      return last;
    });
    metrics.deliveries.inc({ channel: lease.channel, outcome: result.state });
    if (result.state === 'accepted')
      metrics.deliverySeconds.observe({ channel: lease.channel }, (result.at - lease.createdAt) / 1_000);
    return result.state;
  }

  /** Whoever opens an alert again finds this delivery leased and leaves it: so its word counts, and not the earlier look. */
  private async unlessOpenAgain(
    tx: Queryable,
    lease: Leased,
    { setting, first }: { setting: ChannelSetting | null; first: DeliveryResult },
  ): Promise<DeliveryResult> {
    await holdDelivery(tx, lease.id);
    const reason = whyNot(await readAlert(tx, lease.tenant, lease.alert), setting, lease);
    return reason === undefined ? { ...first, state: 'waiting', detail: 'the alert is open again' } : first;
  }

  /** Consent may have been withdrawn while the message waited. */
  private async withoutConsent(
    { tenant, channel }: Leased,
    alert: AlertEntry | undefined,
  ): Promise<string | undefined> {
    if (!alert || !leavesTheHouse(channel)) return undefined;
    const folded = await readEpisode(this.db, { tenant, stream: episodeStream(alert.episode) });
    return folded && !folded.state.consent.messages ? 'the client has withdrawn consent to messages' : undefined;
  }

  /** Looks once more whether anybody still needs to hear of it, then sends. */
  private async send(lease: Leased): Promise<{ outcome: Outcome | Withdrawn; setting: ChannelSetting | null }> {
    const { db, transports } = this;
    const [alert, setting] = await Promise.all([
      readAlert(db, lease.tenant, lease.alert),
      findChannel(db, lease.setting),
    ]);
    const withdrawn = whyNot(alert, setting, lease) ?? (await this.withoutConsent(lease, alert));
    const channel = setting && (channelOf(setting.kind) as AnyChannel | undefined);
    if (withdrawn !== undefined || !channel)
      return { outcome: { kind: 'withdrawn', detail: withdrawn ?? 'no such channel' }, setting };
    const message = channel.render(await this.items.of(lease, alert as AlertEntry, setting));
    return { outcome: await channel.send(message, setting.settings, transports), setting };
  }
}

interface Withdrawn {
  readonly kind: 'withdrawn';
  readonly detail: string;
}

function whyNot(
  alert: AlertEntry | undefined,
  setting: ChannelSetting | null,
  { recipient }: Leased,
): string | undefined {
  if (!alert) return 'the alert is gone';
  if (alert.status !== 'open') return `the alert is ${alert.status}`;
  if (alert.clinician !== recipient) return 'the alert has gone to somebody else';
  if (!setting?.enabled) return 'the channel is switched off';
  return channelOf(setting.kind) ? undefined : 'no such channel';
}

function resultOf(
  outcome: Outcome | Withdrawn,
  { lease, at, ms, chance }: { lease: Leased; at: number; ms: number; chance: number },
): DeliveryResult {
  const status = outcome.kind === 'accepted' ? outcome.status : undefined;
  const result = { at, ms, status, detail: outcome.detail, nextAt: at };
  if (outcome.kind !== 'retry') return { ...result, state: outcome.kind };
  const nextAt = nextAttemptAt(lease.attempt, at, chance, outcome.after);
  return nextAt === undefined
    ? { ...result, state: 'dead', detail: `gave up: ${outcome.detail}` }
    : { ...result, state: 'waiting', nextAt };
}
