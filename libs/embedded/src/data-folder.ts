/** The data folder, made where it is not there yet; one that cannot be is a fault of the configuration, in words. */
import fs from 'node:fs';
import { ConfigError } from '#lib/platform';

const WHY: Readonly<Record<string, string>> = {
  EEXIST: 'is a file, and a folder is needed',
  ENOTDIR: 'leads through a file',
  EACCES: 'may not be written by this account',
  EPERM: 'may not be written by this account',
  EROFS: 'is on a file system that takes no writes',
  ENOSPC: 'is on a disk that is full',
  ENAMETOOLONG: 'is longer than the system takes',
};

/** Throws `ConfigError`. */
export function makeDataFolder(folder: string): void {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK | fs.constants.X_OK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new ConfigError([`RAPPORT_DATA ${folder} ${WHY[code] ?? `cannot be used (${code})`}`]);
  }
}
