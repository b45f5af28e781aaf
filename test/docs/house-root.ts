import fs from 'node:fs';
import path from 'node:path';

/** The folder of package.json, from the sources as well as from what they compile to. */
export const ROOT = above(__dirname);

function above(folder: string): string {
  return fs.existsSync(path.join(folder, 'package.json')) ? folder : above(path.dirname(folder));
}
