/** One question, one place: may this principal do this, with this clinician's caseload? Default is no. */
import { RapportError } from '#lib/platform';
import type { Permission } from './entities.js';
import type { Principal } from './keys.js';

export function may(principal: Principal, permission: Permission, clinician?: string): boolean {
  if (!principal.scopes.has(permission)) return false;
  return principal.clinician === undefined || clinician === undefined || principal.clinician === clinician;
}

/** Throws `scope_required`, and names what would do: any one of these. */
export function needs(principal: Principal, ...permissions: readonly Permission[]): void {
  if (permissions.some((permission) => may(principal, permission))) return;
  throw new RapportError('scope_required', `it needs the scope ${permissions.join(' or ')}`);
}

/** What looks after the house looks after the whole clinic: a key of one clinician does not. */
export const mayOperate = (principal: Principal): boolean =>
  may(principal, 'operate') && principal.clinician === undefined;

/** Throws `scope_required`. */
export function needsMachineRoom(principal: Principal): void {
  needs(principal, 'operate');
  if (mayOperate(principal)) return;
  throw new RapportError('scope_required', 'it needs a key of the whole clinic, and this one is bound to a clinician');
}
