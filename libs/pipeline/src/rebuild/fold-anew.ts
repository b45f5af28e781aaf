/**
 * Code that folds otherwise than the code before it says so by the format of its states. A worker that starts on a
 * build of another format folds the whole log anew by itself: readers see the old build until the new one stands, what
 * is new meanwhile is folded at once, and nothing is sent of what the new code finds in the past.
 */
import { Command, CommandHandler, CommandBus, type ICommandHandler } from '@nestjs/cqrs';
import { activeBuild, formatOf, hasFolded, setFormat } from '#lib/eventlog';
import { OPERATOR } from '#lib/identity';
import { Database } from '#lib/platform';
import { Rebuild, RebuildRunning, type RebuildProgress, type RebuildResult } from './rebuild.js';
import { STATE_FORMAT } from './state-format.js';

/** Answers undefined where nothing had to be folded anew, or another process is at it. */
export class FoldAnew extends Command<RebuildResult | undefined> {
  constructor(
    readonly onProgress: (progress: RebuildProgress) => void = () => undefined,
    readonly cancelled: () => boolean = () => false,
  ) {
    super();
  }
}

@CommandHandler(FoldAnew)
export class FoldAnewHandler implements ICommandHandler<FoldAnew> {
  constructor(
    private readonly db: Database,
    private readonly commands: CommandBus,
  ) {}

  async execute({ onProgress, cancelled }: FoldAnew): Promise<RebuildResult | undefined> {
    const { db } = this;
    const build = await activeBuild(db);
    if ((await formatOf(db, build)) === STATE_FORMAT) return undefined;
    if (!(await hasFolded(db, build))) {
      await setFormat(db, build, STATE_FORMAT);
      return undefined;
    }
    try {
      return await this.commands.execute(new Rebuild(OPERATOR, onProgress, cancelled));
    } catch (error) {
      if (error instanceof RebuildRunning) return undefined;
      throw error;
    }
  }
}
