/** One question, one place: may this principal do this, with this clinician's caseload? Default is no. */
import { RapportError } from '#lib/platform';
import type { Permission } from './entities.js';
import type { Principal } from './keys.js';

export function may(principal: Principal, permission: Permission, clinician?: string): boolean {
  if (!principal.scopes.has(permission)) return false;
  return principal.clinician === undefined || clinician === undefined || principal.clinician === clinician;
}

/** Throws `scope_required`, and names the scope. */
export function needs(principal: Principal, permission: Permission): void {
  if (!may(principal, permission)) throw new RapportError('scope_required', `it needs the scope ${permission}`);
}
