import { backendOf, migrateAll } from '#lib/pipeline';
import { withDatabaseUrl } from '../store.js';
import { verb } from '../verb.js';

export const migrateVerb = verb({
  name: 'migrate',
  summary: 'Bring the tables up to date; several may do this at once, and doing it again changes nothing',
  usage: '',
  examples: [['migrate', 'once before the new version starts']],
  words: [0, 0],
  flags: {},
  run: ({ out, host }) =>
    withDatabaseUrl(host, async ({ url }) => {
      const applied = await migrateAll(url, backendOf(host.config(), url));
      out.show({ applied }, () =>
        applied.length === 0 ? 'up to date; nothing to do' : applied.map((name) => `applied  ${name}`).join('\n'),
      );
      return 0;
    }),
});
