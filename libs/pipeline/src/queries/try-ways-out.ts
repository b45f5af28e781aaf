/** Can what carries messages be reached right now? Nothing is sent to anybody. */
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { channelOf, noMailServer, type Transports } from '#lib/channels';
import {
  listChannels,
  listTenants,
  needsOperator,
  type ChannelSetting,
  type Operator,
  type Principal,
} from '#lib/identity';
import { Database } from '#lib/platform';
import { TRANSPORTS } from '../composition/app-context.js';

/** `fault`: what is in the way; absent when it can be reached. */
export interface TriedChannel {
  readonly clinic: string;
  readonly person: string;
  readonly kind: string;
  readonly fault?: string;
}

export interface TriedWays {
  /** Undefined without a mail server. */
  readonly mail: { readonly fault?: string } | undefined;
  /** Those that have a receiver of their own. */
  readonly channels: readonly TriedChannel[];
}

export class TryWaysOut extends Query<TriedWays> {
  constructor(readonly reader: Principal | Operator) {
    super();
  }
}

@QueryHandler(TryWaysOut)
export class TryWaysOutHandler implements IQueryHandler<TryWaysOut> {
  constructor(
    private readonly db: Database,
    @Inject(TRANSPORTS) private readonly transports: Transports,
  ) {}

  async execute({ reader }: TryWaysOut): Promise<TriedWays> {
    needsOperator(reader);
    const { mail } = this.transports;
    const fault = await mail.tryOut?.();
    const tenants = await listTenants(this.db);
    const settings = await Promise.all(
      tenants.map(async ({ id, slug }) => (await listChannels(this.db, id)).map((setting) => ({ slug, setting }))),
    );
    const channels = await Promise.all(settings.flat().map(({ slug, setting }) => this.tried(slug, setting)));
    return { mail: mail === noMailServer ? undefined : faultIn(fault), channels: channels.flat() };
  }

  private async tried(
    clinic: string,
    { kind, clinician: person, settings, enabled }: ChannelSetting,
  ): Promise<TriedChannel[]> {
    const channel = channelOf(kind);
    if (!enabled || !channel?.tryOut) return [];
    return [{ clinic, person, kind, ...faultIn(await channel.tryOut(settings, this.transports)) }];
  }
}

const faultIn = (fault: string | undefined): { readonly fault?: string } => (fault === undefined ? {} : { fault });
