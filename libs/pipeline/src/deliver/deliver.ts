/**
 * Hop 3: one delivery, one attempt. Lease and commit, send without a transaction, record. A process that dies between
 * sending and recording leaves a lease that runs out; the next attempt carries the same key, so that the receiver can
 * see that it is the same message.
 */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { nextAttemptAt, type Outcome } from '#lib/channels';
import { holdDelivery, leaseDelivery, recordAttempt, type DeliveryResult, type Leased } from '#lib/eventlog';
import { disableChannel, type ChannelSetting } from '#lib/identity';
import { Clock, Database, Metrics, SpanKind, inSpan, type Queryable } from '#lib/platform';
import { readAlert } from '#lib/readmodels';
import { ProcessSettings } from '../composition/app-context.js';
import { failpoint } from '../composition/failpoint.js';
import { PausedQueues } from '../pauses/paused-queues.js';
import { Sending, whyNot, type Withdrawn } from './sending.js';

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
    private readonly settings: ProcessSettings,
    private readonly sending: Sending,
    private readonly paused: PausedQueues,
  ) {}

  async execute({ delivery }: Deliver): Promise<DeliverResult> {
    const { db, clock } = this;
    const { owner } = this.settings;
    if (await this.paused.has('deliver')) return 'not-due';
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
    const { outcome, setting } = await this.sending.send(lease);
    failpoint('deliver.afterSend');
    const first = resultOf(outcome, {
      lease,
      at: clock.now(),
      ms: Math.max(0, clock.now() - started),
      chance: chance(),
    });
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
}

function resultOf(
  outcome: Outcome | Withdrawn,
  { lease, at, ms, chance }: { lease: Leased; at: number; ms: number; chance: number },
): DeliveryResult {
  const status = outcome.kind === 'accepted' ? outcome.status : undefined;
  const result = { at, ms, status, detail: outcome.detail, nextAt: at };
  if (outcome.kind !== 'retry') return { ...result, state: outcome.kind };
  const nextAt = nextAttemptAt(lease.attempt - lease.ladderFrom, at, chance, outcome.after);
  return nextAt === undefined
    ? { ...result, state: 'dead', detail: `gave up: ${outcome.detail}` }
    : { ...result, state: 'waiting', nextAt };
}
