import { statement, type Database } from '#lib/platform';
import { TenantEntity, type Tenant } from './entities.js';

/** The tenant with this slug, made when it is not there. Safe when two starters ask at once. */
export async function ensureTenant(db: Database, slug: string, test: boolean): Promise<Tenant> {
  await db.query(
    statement('add-tenant')`INSERT INTO tenant (slug, test) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING`,
    [slug, test],
  );
  return db.dataSource.manager.findOneByOrFail(TenantEntity, { slug });
}

export function findTenant(db: Database, slug: string): Promise<Tenant | null> {
  return db.dataSource.manager.findOneBy(TenantEntity, { slug });
}

export function listTenants(db: Database): Promise<Tenant[]> {
  return db.dataSource.manager.find(TenantEntity, { order: { id: 'ASC' } });
}
