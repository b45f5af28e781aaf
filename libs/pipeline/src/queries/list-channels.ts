/** Who hears of alerts in a clinic, and how. Secrets are hidden here, so that no reader has to remember it. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { channelOf } from '#lib/channels';
import { listChannels, needs, type ChannelSetting, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';

export interface ChannelEntry {
  /** `*` is everybody without a setting of their own. */
  readonly clinician: string;
  readonly kind: string;
  readonly leastTier: ChannelSetting['least_tier'];
  /** `on`, or `off` with the reason where there is one. */
  readonly state: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export class ListChannels extends Query<readonly ChannelEntry[]> {
  constructor(readonly reader: Principal) {
    super();
  }
}

@QueryHandler(ListChannels)
export class ListChannelsHandler implements IQueryHandler<ListChannels> {
  constructor(private readonly db: Database) {}

  async execute({ reader }: ListChannels): Promise<readonly ChannelEntry[]> {
    needs(reader, 'administer');
    return (await listChannels(this.db, reader.tenant)).map(withoutSecrets);
  }
}

/** A kind that this version does not know may hold anything, so nothing of it is shown. */
export function withoutSecrets({
  clinician,
  kind,
  least_tier: leastTier,
  enabled,
  disabled_reason: reason,
  settings,
}: ChannelSetting): ChannelEntry {
  const secrets = channelOf(kind)?.secrets ?? Object.keys(settings);
  const visible = Object.entries(settings).map(([name, value]) => [name, secrets.includes(name) ? '(hidden)' : value]);
  const state = enabled ? 'on' : `off${reason ? `: ${reason}` : ''}`;
  return { clinician, kind, leastTier, state, settings: Object.fromEntries(visible) as Record<string, unknown> };
}
