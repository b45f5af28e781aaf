/** A process says that it is there, and a worker at its end that it is not: others cannot see a process that is gone. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { beat, endBeats, type ProcessKind } from '#lib/eventlog';
import { ClinicClock, Clock, Database, versionOf } from '#lib/platform';
import { ProcessSettings } from '../composition/app-context.js';

export class SayThere extends Command<void> {
  constructor(
    /** Milliseconds since 1970. */
    readonly startedAt: number,
    readonly ends = false,
    readonly kind: ProcessKind = 'worker',
  ) {
    super();
  }
}

@CommandHandler(SayThere)
export class SayThereHandler implements ICommandHandler<SayThere> {
  private version: string | undefined;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
    private readonly settings: ProcessSettings,
  ) {}

  async execute({ startedAt, ends, kind }: SayThere): Promise<void> {
    // one process may do both
    const owner = `${this.settings.owner}/${kind}`;
    const now = this.clock.now();
    if (ends) await endBeats(this.db, owner, now);
    else {
      this.version ??= versionOf(this.db);
      const clinicNow = this.clinicClock.now();
      await beat(this.db, { owner, kind, startedAt, version: this.version, now, clinicNow });
    }
  }
}
