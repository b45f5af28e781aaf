/** Copies a folder whose files come, go and grow meanwhile: what has vanished is not missed. */
import fs from 'node:fs/promises';
import path from 'node:path';

const isGone = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Folders that `leaves` names are made, and stay empty; files that it names are left out. */
export async function copyTree(
  from: string,
  to: string,
  leaves: (inside: string) => boolean,
  inside = '',
): Promise<void> {
  await fs.mkdir(path.join(to, inside), { recursive: true, mode: 0o700 });
  for (const entry of await fs.readdir(path.join(from, inside), { withFileTypes: true }).catch(orNothing)) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (entry.isDirectory()) await copyFolder(from, to, leaves, name);
    else if (entry.isFile() && !leaves(name))
      await fs.copyFile(path.join(from, name), path.join(to, name)).catch(unlessGone);
  }
}

async function copyFolder(from: string, to: string, leaves: (inside: string) => boolean, name: string): Promise<void> {
  if (leaves(name)) await fs.mkdir(path.join(to, name), { recursive: true, mode: 0o700 });
  else await copyTree(from, to, leaves, name);
}

function orNothing(error: unknown): [] {
  if (!isGone(error)) throw error;
  return [];
}

function unlessGone(error: unknown): void {
  if (!isGone(error)) throw error;
}
