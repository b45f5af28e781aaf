/** What the door itself remembers: which signature stands for which event, and what came. */
import { Injectable } from '@nestjs/common';
import { claimWebhookId, InboundLog, type InboundEntry, type NewEvent } from '#lib/eventlog';
import type { Principal } from '#lib/identity';
import { Clock, Database, RapportError } from '#lib/platform';

@Injectable()
export class Door {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly inbound: InboundLog,
  ) {}

  /** One `webhook-id` is good for one event: its signature says nothing of the headers that make up the rest of it. */
  async settle({ tenant, keyId }: Principal, webhookId: string, events: readonly NewEvent[]): Promise<void> {
    for (const { hash } of events) {
      if (await claimWebhookId(this.db, { tenant, keyId, webhookId, digest: hash }, this.clock.now())) continue;
      throw new RapportError('webhook_id_reuse', 'the first one is kept; nothing of this request was stored');
    }
  }

  note(entries: readonly InboundEntry[]): void {
    this.inbound.note(entries);
  }
}
