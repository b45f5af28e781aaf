/** The texts of the product's own sources, for tests that read them all. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(__dirname, '../..');

/** Path from the root, with slashes, and text. */
export type Sources = ReadonlyMap<string, string>;

const TEST_SIDE = /\.spec\.ts$|\/conformance\/|^libs\/testkit\/|^libs\/[^/]+\/spec\//;

export function productSources(): Sources {
  const files = ['libs', 'apps'].flatMap((top) =>
    (readdirSync(path.join(ROOT, top), { recursive: true }) as string[]).map((file) =>
      path.join(top, file).replaceAll(path.sep, '/'),
    ),
  );
  const product = files.filter((file) => /\/src\/.*\.ts$/.test(file) && !TEST_SIDE.test(file)).sort();
  return new Map(product.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]));
}

/** `libs/eventlog` of any file in it. */
export const roomOf = (file: string): string => file.split('/').slice(0, 2).join('/');
