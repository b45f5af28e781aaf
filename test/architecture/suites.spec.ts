/** Which specs run on which queue backend: what its name says. */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './sources.js';

const ASKS_FOR_THE_BACKEND = /\b(suiteBackend|openQueueStore)\(/;

it('an integration spec that asks for the backend of the run is a *.queued.int.spec.ts, and no other is', () => {
  const specs = ['libs', 'apps', 'test']
    .flatMap((top) =>
      readdirSync(path.join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((file) => path.join(top, file)),
    )
    .filter((file) => file.endsWith('.int.spec.ts'));
  const asking = specs.filter((file) => ASKS_FOR_THE_BACKEND.test(readFileSync(path.join(ROOT, file), 'utf8')));
  expect(asking.length).toBeGreaterThan(3);
  expect(specs.filter((file) => file.endsWith('.queued.int.spec.ts'))).toEqual(asking);
});
