import { backendOf, migrateAll } from '#lib/pipeline';
import { withDatabaseUrl } from '../instance/store.js';
import { type Run } from '../line/verb.js';
import type { migrateVerb } from './migrate.verb.js';

export const runMigrate: Run<typeof migrateVerb> = ({ out, host }) =>
  withDatabaseUrl(host, async ({ url }) => {
    const applied = await migrateAll(url, backendOf(host.config(), url));
    out.show({ applied }, () =>
      applied.length === 0 ? 'up to date; nothing to do' : applied.map((name) => `applied  ${name}`).join('\n'),
    );
    return 0;
  });
