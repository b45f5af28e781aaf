/** What Rapport needs of the machine, before any store is asked. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { describeConfig, type Config } from '#lib/platform';
import { failed, ok, warning, type Check } from './check.js';

/** Versions that load an ES module with require() without a flag. */
export function checkNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24;
  return fits ? ok('Node.js', version) : failed('Node.js', version, 'use Node 20.19+, 22.12+ or 24+');
}

export function checkConfiguration(config: Config, defaults: Config): Check {
  const usual = new Map(describeConfig(defaults).map(({ name, value }) => [name, value]));
  const set = describeConfig(config).filter(({ name, value }) => usual.get(name) !== value);
  return ok(
    'configuration',
    set.length > 0 ? set.map(({ name, value }) => `${name}=${value}`).join('  ') : 'all defaults',
  );
}

export async function checkDataFolder(folder: string): Promise<Check> {
  const place = path.resolve(folder);
  const probe = path.join(place, `.doctor-${process.pid}`);
  try {
    await fs.mkdir(place, { recursive: true });
    await fs.writeFile(probe, '');
    await fs.rm(probe);
    return ok('data folder', place);
  } catch (error) {
    return failed(
      'data folder',
      `${place} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
      'make it writable, or point RAPPORT_DATA to another folder',
    );
  }
}

const GIB = 1_024 ** 3;

export async function checkDisk(folder: string): Promise<Check> {
  const { bavail, bsize } = await fs.statfs(path.resolve(folder));
  return judgeDisk(bavail * bsize);
}

export function judgeDisk(freeBytes: number): Check {
  const detail = `${(freeBytes / GIB).toFixed(1)} GiB free`;
  if (freeBytes < GIB / 4) return failed('disk', detail, 'make room: PostgreSQL stops when its disk is full');
  return freeBytes < 2 * GIB ? warning('disk', detail, 'make room soon: the log only grows') : ok('disk', detail);
}
