/** How a clinician, or everybody in a clinic, hears of alerts. Settings are checked by their channel before they are kept. */
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { channelOf, type AnyChannel, type GivenSettings, type Transports } from '#lib/channels';
import { chooseChannel, needs, type ChannelSetting, type Principal } from '#lib/identity';
import { fail, isRef, succeed, type Result, type Violation } from '#lib/kernel';
import { Database } from '#lib/platform';
import { TRANSPORTS } from '../composition/app-context.js';

export interface ChosenChannel {
  /** A clinician's reference; `*` is everybody without a setting of their own. */
  readonly clinician: string;
  readonly kind: string;
  readonly settings: GivenSettings;
  readonly leastTier: ChannelSetting['least_tier'];
}

export interface SetChannelAnswer {
  /** A signing secret that was made because none was given: shown once, and nowhere else. */
  readonly secret?: string;
  /** What will keep messages from leaving this installation although the settings are right. */
  readonly obstacle?: string;
}

/** A second setting of the same kind takes the place of the first, and switches it on again. */
export class SetChannel extends Command<Result<SetChannelAnswer, readonly Violation[]>> {
  constructor(
    readonly principal: Principal,
    readonly chosen: ChosenChannel,
  ) {
    super();
  }
}

@CommandHandler(SetChannel)
export class SetChannelHandler implements ICommandHandler<SetChannel> {
  constructor(
    private readonly db: Database,
    @Inject(TRANSPORTS) private readonly transports: Transports,
  ) {}

  async execute({ principal, chosen }: SetChannel): Promise<Result<SetChannelAnswer, readonly Violation[]>> {
    needs(principal, 'administer');
    const { clinician, kind, leastTier } = chosen;
    const channel = channelOf(kind) as AnyChannel | undefined;
    if (!channel) return fail([UNKNOWN_KIND]);
    const added = channel.addSecret?.(chosen.settings);
    const settings = { ...(added?.settings ?? chosen.settings) };
    const faults = [...clinicianFaults(clinician), ...this.faultsOf(channel, settings)];
    if (faults.length > 0) return fail(faults);
    await chooseChannel(this.db, { tenant: principal.tenant, clinician, kind, settings, least_tier: leastTier });
    return succeed(this.answer(channel, added?.secret));
  }

  private answer(channel: AnyChannel, secret: string | undefined): SetChannelAnswer {
    const obstacle = channel.obstacle?.(this.transports);
    return { ...(secret === undefined ? {} : { secret }), ...(obstacle === undefined ? {} : { obstacle }) };
  }

  private faultsOf(channel: AnyChannel, settings: GivenSettings): readonly Violation[] {
    if (!channel.settings.accepts(settings)) return channel.settings.explain(settings, '');
    return channel.check(settings, this.transports);
  }
}

const clinicianFaults = (clinician: string): readonly Violation[] =>
  clinician === '*' || isRef(clinician) ? [] : [NO_REFERENCE];

const UNKNOWN_KIND: Violation = { pointer: '/kind', code: 'unknown_code', detail: 'is no channel' };
const NO_REFERENCE: Violation = { pointer: '/clinician', code: 'invalid_id', detail: 'is not a reference' };
