/** What a channel learns of one delivery: looked up anew at each attempt, because it may have changed since the last one. */
import { Injectable } from '@nestjs/common';
import { languageOf, type DeliveryItem } from '#lib/channels';
import { LatestRules } from '#lib/clinic-settings';
import type { Leased } from '#lib/eventlog';
import type { ChannelSetting } from '#lib/identity';
import { ClinicClock, Database } from '#lib/platform';
import type { AlertEntry } from '#lib/readmodels';
import { ProcessSettings } from '../composition/app-context.js';
import { nextAppointment } from './next-appointment.js';

@Injectable()
export class DeliveryItems {
  constructor(
    private readonly db: Database,
    private readonly clinicClock: ClinicClock,
    private readonly latest: LatestRules,
    private readonly process: ProcessSettings,
  ) {}

  async of(lease: Leased, alert: AlertEntry, { settings }: ChannelSetting): Promise<DeliveryItem> {
    const { tenant } = lease;
    const episode = { tenant, episode: alert.episode, clinician: lease.recipient };
    const before = await nextAppointment(this.db, episode, this.clinicClock.now());
    return {
      tenant: String(tenant),
      deliveryKey: lease.key,
      alert: lease.alert,
      tier: alert.tier,
      openUrl: `${this.process.publicUrl}/alerts/${lease.alert}`,
      occurredAt: alert.raisedAt,
      language: languageOf(settings) ?? (await this.latest.language(tenant)),
      ...(before ? { before } : {}),
    };
  }
}
