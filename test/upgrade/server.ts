/** The PostgreSQL server of this test run. */
import type { Server } from './restore.js';

export function suiteServer(): Server {
  const base = process.env['RAPPORT_TEST_PG'];
  if (!base) throw new Error('RAPPORT_TEST_PG is not set: run integration specs through `npm test`');
  return { url: (database) => base.replace('__DB__', database) };
}
