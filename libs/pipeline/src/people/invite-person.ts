/** An account for a person, and the link with which they make it theirs. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addPerson, asLoginName, isLoginName, needs, type Principal, type Role } from '#lib/identity';
import { isRef } from '#lib/kernel';
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

/**
 * Why nobody was invited. `unknown`: other clinicians were heard of, and this one was not. `clinician-needed` and
 * `clinician-left-over`: the role `clinician` has a reference, and no other role has one.
 */
export type InvitationFault =
  'not-a-login-name' | 'name-taken' | 'clinician-needed' | 'clinician-left-over' | 'not-a-reference' | 'unknown';

export type InvitedPerson =
  | { readonly fault: InvitationFault }
  | {
      readonly name: string;
      /** Path of the page where the invitation is accepted. Its last part is nowhere else. */
      readonly path: string;
    };

/** Throws `scope_required`. */
export class InvitePerson extends Command<InvitedPerson> {
  constructor(
    readonly principal: Principal,
    readonly wanted: WantedPerson,
  ) {
    super();
  }
}

export const invitationPath = (token: string): string => `/invitations/${token}`;

@CommandHandler(InvitePerson)
export class InvitePersonHandler implements ICommandHandler<InvitePerson> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ principal, wanted }: InvitePerson): Promise<InvitedPerson> {
    needs(principal, 'administer');
    const { tenant } = principal;
    const name = asLoginName(wanted.name);
    const fault = shapeFault(name, wanted) ?? (await this.stranger(tenant, wanted));
    if (fault) return { fault };
    const { role, clinician } = wanted;
    const token = await addPerson(this.db, { tenant, name, role, clinician }, this.clock.now());
    return token === undefined ? { fault: 'name-taken' } : { name, path: invitationPath(token) };
  }

  /** Where nothing was heard of yet, there is nothing to compare with. */
  private async stranger(tenant: number, { clinician, ahead }: WantedPerson): Promise<InvitationFault | undefined> {
    if (clinician === undefined || ahead) return undefined;
    const known = await cliniciansKnown(this.db, tenant);
    return known.length > 0 && !known.includes(clinician) ? 'unknown' : undefined;
  }
}

function shapeFault(name: string, { role, clinician }: WantedPerson): InvitationFault | undefined {
  if (!isLoginName(name)) return 'not-a-login-name';
  if (role !== 'clinician') return clinician === undefined ? undefined : 'clinician-left-over';
  if (clinician === undefined) return 'clinician-needed';
  return isRef(clinician) ? undefined : 'not-a-reference';
}
