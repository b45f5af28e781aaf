/** What the person who runs the installation does when somebody leaves, or has lost a device or a password. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  asLoginName,
  endSessionsOf,
  listPeople,
  needs,
  resetPerson,
  suspendPerson,
  type PersonEntry,
  type Principal,
} from '#lib/identity';
import { Clock, Database } from '#lib/platform';
import { invitationPath } from './invite-person.js';

export type AccessChange = 'suspend' | 'end-sessions' | 'reset';

export interface ChangedAccess {
  /** As it was before. */
  readonly person: PersonEntry;
  /** Sessions that were open, and are not. */
  readonly ended: number;
  /** After a reset: path of the page where the new invitation is accepted. Its last part is nowhere else. */
  readonly path?: string;
}

/**
 * `suspend`: nothing opens until it is reset. `end-sessions`: out of every device, until the next sign-in. `reset`: out, and
 * invited again. Undefined where the clinic has nobody of that login name. Throws `scope_required`.
 */
export class ChangeAccess extends Command<ChangedAccess | undefined> {
  constructor(
    readonly principal: Principal,
    readonly name: string,
    readonly change: AccessChange,
  ) {
    super();
  }
}

@CommandHandler(ChangeAccess)
export class ChangeAccessHandler implements ICommandHandler<ChangeAccess> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ principal, name, change }: ChangeAccess): Promise<ChangedAccess | undefined> {
    needs(principal, 'administer');
    const wanted = asLoginName(name);
    const person = (await listPeople(this.db, principal.tenant)).find((one) => one.name === wanted);
    return person && { person, ...(await this.make(person, change)) };
  }

  private async make(person: PersonEntry, change: AccessChange): Promise<Omit<ChangedAccess, 'person'>> {
    const now = this.clock.now();
    if (change === 'suspend') return { ended: await suspendPerson(this.db, person.id, now) };
    if (change === 'end-sessions') return { ended: await endSessionsOf(this.db, person.id, now) };
    const { ended, token } = await resetPerson(this.db, person, now);
    return { ended, path: invitationPath(token) };
  }
}
