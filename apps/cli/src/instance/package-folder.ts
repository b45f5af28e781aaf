/** The folder of package.json, whether this runs from the sources or from what was built. */
import fs from 'node:fs';
import path from 'node:path';

export function packageFolder(): string {
  let folder = __dirname;
  while (!fs.existsSync(path.join(folder, 'package.json')) && folder !== path.dirname(folder))
    folder = path.dirname(folder);
  return folder;
}
