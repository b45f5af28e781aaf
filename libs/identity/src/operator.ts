/**
 * Who runs the installation. The command line opens the database itself, so there is nobody to sign in: it acts as the
 * operator, or as the operator in one clinic. No key leads to either, so nothing that comes over HTTP can be one.
 */
import type { TenantId } from '#lib/kernel';
import { RapportError } from '#lib/platform';
import { SCOPES, type Permission, type Tenant } from './entities.js';
import type { Principal } from './keys.js';

/** May do what concerns no clinic alone: make one, or list them all. */
export interface Operator {
  readonly operates: 'every-clinic';
}

export const OPERATOR: Operator = Object.freeze({ operates: 'every-clinic' });

const PERMISSIONS: ReadonlySet<Permission> = new Set<Permission>([...SCOPES, 'administer']);

/** The operator in one clinic: a principal with every permission there. */
export const operatorOf = ({ id, slug, test }: Tenant): Principal => ({
  tenant: id as TenantId,
  tenantSlug: slug,
  test,
  keyId: 'operator',
  scopes: PERMISSIONS,
  source: undefined,
  clinician: undefined,
  secrets: [],
});

export const isOperator = (who: Principal | Operator): who is Operator => 'operates' in who;

/** Throws `scope_required` for everybody who is somebody in one clinic. */
export function needsOperator(who: Principal | Operator): asserts who is Operator {
  if (!isOperator(who)) throw new RapportError('scope_required', 'it is for who runs the installation');
}
