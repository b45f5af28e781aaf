/** Accounts of people: who has one, a link that makes one theirs, and an end to what it opens. */
import { Command, CommandHandler, Query, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  addPerson,
  asLoginName,
  changeAccess,
  isOperator,
  listPeople,
  needs,
  personFault,
  type AccessChange,
  type Operator,
  type PersonEntry,
  type PersonFault,
  type Principal,
  type Role,
} from '#lib/identity';
import { Clock, Database } from '#lib/platform';
import { cliniciansKnown } from '#lib/readmodels';

export interface WantedPerson {
  readonly name: string;
  readonly role: Role;
  /** The reference of a clinician, as events write it. */
  readonly clinician?: string | undefined;
  /** The clinician need not have been heard of. */
  readonly ahead?: boolean;
}
/** `unknown`: other clinicians were heard of, and this one was not. */
export type InvitationFault = PersonFault | 'name-taken' | 'unknown';
/** `path`: of the page where the invitation is accepted. Its last part is nowhere else. */
export type InvitedPerson = { readonly fault: InvitationFault } | { readonly name: string; readonly path: string };

/** Throws `scope_required`. */
export class InvitePerson extends Command<InvitedPerson> {
  constructor(
    readonly principal: Principal,
    readonly wanted: WantedPerson,
  ) {
    super();
  }
}

const invitationPath = (token: string): string => `/invitations/${token}`;

@CommandHandler(InvitePerson)
export class InvitePersonHandler implements ICommandHandler<InvitePerson> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ principal, wanted: { ahead, ...wanted } }: InvitePerson): Promise<InvitedPerson> {
    needs(principal, 'administer');
    const { tenant } = principal;
    const person = { ...wanted, tenant, name: asLoginName(wanted.name) };
    const fault = personFault(person) ?? (ahead ? undefined : await this.stranger(tenant, wanted.clinician));
    if (fault) return { fault };
    const token = await addPerson(this.db, person, this.clock.now());
    return token === undefined ? { fault: 'name-taken' } : { name: person.name, path: invitationPath(token) };
  }

  /** Where nothing was heard of yet, there is nothing to compare with. */
  private async stranger(tenant: number, clinician: string | undefined): Promise<'unknown' | undefined> {
    if (clinician === undefined) return undefined;
    const known = await cliniciansKnown(this.db, tenant);
    return known.length > 0 && !known.includes(clinician) ? 'unknown' : undefined;
  }
}

export interface ChangedAccess {
  /** As it was before. */
  readonly person: PersonEntry;
  /** Sessions that were open, and are not. */
  readonly ended: number;
  /** After a reset, as that of an invitation. */
  readonly path?: string;
}

/** By the login name. Undefined where the clinic has nobody of that name. Throws `scope_required`. */
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
    if (!person) return undefined;
    const { ended, token } = await changeAccess(this.db, { person, change }, this.clock.now());
    return { person, ended, ...(token !== undefined && { path: invitationPath(token) }) };
  }
}

/** Who has an account, in one clinic or in all of them. Throws `scope_required`. */
export class ListPeople extends Query<readonly PersonEntry[]> {
  constructor(readonly reader: Principal | Operator) {
    super();
  }
}

@QueryHandler(ListPeople)
export class ListPeopleHandler implements IQueryHandler<ListPeople> {
  constructor(private readonly db: Database) {}

  async execute({ reader }: ListPeople): Promise<readonly PersonEntry[]> {
    if (isOperator(reader)) return listPeople(this.db);
    needs(reader, 'administer');
    return listPeople(this.db, reader.tenant);
  }
}
