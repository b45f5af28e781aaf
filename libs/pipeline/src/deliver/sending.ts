/** Sends one message, unless nobody needs it any more: looked at anew at each attempt. */
import { Inject, Injectable } from '@nestjs/common';
import { channelOf, type AnyChannel, type Outcome, type Transports } from '#lib/channels';
import { episodeStream } from '#lib/events';
import type { Leased } from '#lib/eventlog';
import { findChannel, type ChannelSetting } from '#lib/identity';
import { Database } from '#lib/platform';
import { readAlert, type AlertEntry } from '#lib/readmodels';
import { TRANSPORTS } from '../composition/app-context.js';
import { leavesTheHouse } from '../follow/raise-alerts.js';
import { isMuted } from './consent.js';
import { DeliveryItems } from './delivery-items.js';

@Injectable()
export class Sending {
  constructor(
    private readonly db: Database,
    @Inject(TRANSPORTS) private readonly transports: Transports,
    private readonly items: DeliveryItems,
  ) {}

  /** Consent may have been withdrawn while the message waited. */
  private async withoutConsent(
    { tenant, channel }: Leased,
    alert: AlertEntry | undefined,
  ): Promise<string | undefined> {
    if (!alert || !leavesTheHouse(channel)) return undefined;
    const muted = await isMuted(this.db, { tenant, stream: episodeStream(alert.episode) });
    return muted ? 'the client has withdrawn consent to messages' : undefined;
  }

  /** Looks once more whether anybody still needs to hear of it, then sends. */
  async send(lease: Leased): Promise<{ outcome: Outcome | Withdrawn; setting: ChannelSetting | null }> {
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

export interface Withdrawn {
  readonly kind: 'withdrawn';
  readonly detail: string;
}

export function whyNot(
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
