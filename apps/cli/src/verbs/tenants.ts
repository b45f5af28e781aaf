import { ensureTenant, findTenant, listTenants } from '#lib/identity';
import { CliFailure, misuse } from '../failure.js';
import { columns } from '../output.js';
import { withDatabase } from '../store.js';
import { PROGRAM, type Run } from '../verb.js';
import type { tenantsCreate, tenantsList } from './tenants.verb.js';

const SLUG = /^[a-z0-9][a-z0-9-]{0,62}$/;
const kindOf = (test: boolean): string => (test ? 'test' : 'live');

export const runTenantsCreate: Run<typeof tenantsCreate> = ({ words: [slug = ''], flags, out, host }) =>
  withDatabase(host, async (db) => {
    if (!SLUG.test(slug))
      throw misuse(`"${slug}" is not a slug`, 'use 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit');
    const known = (await findTenant(db, slug)) !== null;
    const tenant = await ensureTenant(db, slug, flags.test);
    if (tenant.test !== flags.test)
      throw new CliFailure(
        `${slug} already exists, as a ${kindOf(tenant.test)} tenant`,
        'choose another slug: a tenant never changes between live and test',
      );
    out.show(
      { ...tenant, created: !known },
      () => `${slug}  ${kindOf(tenant.test)}  ${known ? 'existed already' : 'made'}`,
    );
    out.say(`next, a key:  ${PROGRAM} keys create --tenant ${slug} --label practice-system`);
    return 0;
  });

export const runTenantsList: Run<typeof tenantsList> = ({ out, host }) =>
  withDatabase(host, async (db) => {
    const tenants = await listTenants(db);
    if (out.json) for (const tenant of tenants) out.data(JSON.stringify(tenant));
    else if (tenants.length > 0)
      out.data(columns(tenants.map(({ id, slug, test }) => [String(id), slug, kindOf(test)])));
    if (tenants.length === 0) out.say(`none yet; make one:  ${PROGRAM} tenants create my-clinic`);
    return 0;
  });
