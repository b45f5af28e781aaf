/** A look that was refused at the door, for the scope of its key, before any question was executed. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { AuditAction, Principal } from '#lib/identity';
import type { RapportError } from '#lib/platform';
import { namedIn } from './look.js';
import { Recording } from './recording.js';

/** What the address named, each a reference of its kind. */
export interface AskedInAddress {
  readonly episode?: string | undefined;
  readonly alert?: string | undefined;
}

/** Throws `audit_unavailable`. */
export class NoteRefusedLook extends Command<void> {
  constructor(
    readonly principal: Principal,
    readonly look: { readonly action: AuditAction; readonly asked: AskedInAddress },
    readonly refusal: RapportError,
  ) {
    super();
  }
}

@CommandHandler(NoteRefusedLook)
export class NoteRefusedLookHandler implements ICommandHandler<NoteRefusedLook> {
  constructor(private readonly recording: Recording) {}

  execute({ principal, look: { action, asked }, refusal }: NoteRefusedLook): Promise<void> {
    return this.recording.refused(principal, { action, subjects: namedIn([asked]) }, refusal);
  }
}
