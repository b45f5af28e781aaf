/** What one clinic asks for, and what a process that works for every clinic does by itself. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { latestRevisions } from '#lib/clinic-settings';
import { tenantsOfLog } from '#lib/eventlog';
import { needs, needsOperator, type Operator, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';
import { Rereading, type ReadAgainResult } from './rereading.js';

/** Reads again whatever of a clinic can be read by now. Throws `scope_required`. */
export class ReadAgain extends Command<ReadAgainResult> {
  constructor(readonly principal: Principal) {
    super();
  }
}

@CommandHandler(ReadAgain)
export class ReadAgainHandler implements ICommandHandler<ReadAgain> {
  constructor(private readonly rereading: Rereading) {}

  execute({ principal }: ReadAgain): Promise<ReadAgainResult> {
    needs(principal, 'operate');
    return this.rereading.of(principal.tenant);
  }
}

export interface ReadEverywhere {
  /** The newest revision of each clinic that was looked at, for the next time. */
  readonly seen: ReadonlyMap<number, number>;
  readonly events: number;
  readonly episodes: number;
}

/** Reads again in the clinics that have another revision than `seen`; in every one, where nothing was seen yet. */
export class ReadAgainWhereDue extends Command<ReadEverywhere> {
  constructor(
    readonly by: Operator,
    readonly seen?: ReadonlyMap<number, number>,
  ) {
    super();
  }
}

@CommandHandler(ReadAgainWhereDue)
export class ReadAgainWhereDueHandler implements ICommandHandler<ReadAgainWhereDue> {
  constructor(
    private readonly db: Database,
    private readonly rereading: Rereading,
  ) {}

  async execute({ by, seen }: ReadAgainWhereDue): Promise<ReadEverywhere> {
    needsOperator(by);
    const newest = await latestRevisions(this.db);
    const due = seen
      ? [...newest].filter(([tenant, revision]) => seen.get(tenant) !== revision).map(([tenant]) => tenant)
      : await tenantsOfLog(this.db);
    let events = 0;
    let episodes = 0;
    for (const tenant of due) {
      const read = await this.rereading.of(tenant);
      events += read.events;
      episodes += read.episodes;
    }
    return { seen: newest, events, episodes };
  }
}
