/** One question, one place: may this principal do this, with this clinician's caseload? Default is no. */
import type { Principal } from './keys.js';
import type { Scope } from './entities.js';

export function may(principal: Principal, scope: Scope, clinician?: string): boolean {
  if (!principal.scopes.has(scope)) return false;
  return principal.clinician === undefined || clinician === undefined || principal.clinician === clinician;
}
