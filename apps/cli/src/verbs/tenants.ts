import { OPERATOR } from '#lib/identity';
import { CreateTenant, ListTenants } from '#lib/pipeline';
import { CliFailure, misuse } from '../line/failure.js';
import { columns } from '../line/output.js';
import { withUseCases } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { tenantsCreate, tenantsList } from './tenants.verb.js';

const kindOf = (test: boolean): string => (test ? 'test' : 'live');

export const runTenantsCreate: Run<typeof tenantsCreate> = ({ words: [slug = ''], flags, out, host }) =>
  withUseCases(host, async ({ commands }) => {
    const made = await commands.execute(new CreateTenant(OPERATOR, slug, flags.test));
    if (!made.ok && made.error === 'bad-slug')
      throw misuse(`"${slug}" is not a slug`, 'use 1 to 63 of a-z, 0-9 and -, beginning with a letter or digit');
    if (!made.ok)
      throw new CliFailure(
        `${slug} already exists, as a ${kindOf(made.error === 'is-test')} tenant`,
        'choose another slug: a tenant never changes between live and test',
      );
    const { test, created } = made.value;
    out.show(made.value, () => `${slug}  ${kindOf(test)}  ${created ? 'made' : 'existed already'}`);
    out.say(`next, a key:  ${PROGRAM} keys create --tenant ${slug} --label practice-system --scope events:write`);
    return 0;
  });

export const runTenantsList: Run<typeof tenantsList> = ({ out, host }) =>
  withUseCases(host, async ({ queries }) => {
    const tenants = await queries.execute(new ListTenants(OPERATOR));
    if (out.json) for (const tenant of tenants) out.data(JSON.stringify(tenant));
    else if (tenants.length > 0)
      out.data(columns(tenants.map(({ id, slug, test }) => [String(id), slug, kindOf(test)])));
    if (tenants.length === 0) out.say(`none yet; make one:  ${PROGRAM} tenants create my-clinic`);
    return 0;
  });
