/** A request that was refused before anybody looked into its events: for its key, its signature, its size or its address. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InboundLog } from '#lib/eventlog';
import { unreadEntry, type Came } from './inbound-entries.js';

export class NoteRefused extends Command<void> {
  constructor(
    readonly came: Came,
    readonly codes: readonly string[],
  ) {
    super();
  }
}

@CommandHandler(NoteRefused)
export class NoteRefusedHandler implements ICommandHandler<NoteRefused> {
  constructor(private readonly inbound: InboundLog) {}

  execute({ came, codes }: NoteRefused): Promise<void> {
    this.inbound.note([unreadEntry(came, codes)]);
    return Promise.resolve();
  }
}
