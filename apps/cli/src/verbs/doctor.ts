import { openDatabase } from '#lib/pipeline';
import { ConfigError, readConfig, versionOf, type Config, type Database } from '#lib/platform';
import { failed, type Check } from '../checks/check.js';
import { checkDatabase, noDatabase } from '../checks/database.js';
import { checkGoLive } from '../checks/go-live.js';
import { checkHealth } from '../checks/health.js';
import { checkConfiguration, checkDataFolder, checkDisk, checkNode } from '../checks/machine.js';
import { checkQueues } from '../checks/queues.js';
import { checkInstance, checkPublicAddress } from '../checks/running.js';
import { checkWaysOut } from '../checks/ways-out.js';
import { checkSafety } from '../checks/safety.js';
import { asFailure } from '../line/thrown.js';
import { findInstance } from '../instance/instance.js';
import type { InstanceFlags } from '../line/shared-flags.js';
import { columns, type Output } from '../line/output.js';
import { withDatabaseUrl, withUseCasesOn, type StorePlace } from '../instance/store.js';
import { type Host, type Run } from '../line/verb.js';
import type { doctorVerb } from './doctor.verb.js';

export const runDoctor: Run<typeof doctorVerb> = async ({ flags, out, host }) => {
  const checks = await examineAll(flags, host);
  const good = checks.every((c) => c.state !== 'failed');
  out.show({ ok: good, checks }, () => doctorText(checks, out));
  return good ? 0 : 1;
};

async function examineAll(flags: InstanceFlags & { readonly production: boolean }, host: Host): Promise<Check[]> {
  const node = checkNode(process.versions.node);
  const config = configOrFault(host);
  if (!('RAPPORT_DATA' in config)) return [node, config];
  const folder = await checkDataFolder(config.RAPPORT_DATA);
  const disk = folder.state === 'ok' ? [await checkDisk(config.RAPPORT_DATA)] : [];
  const store = await examineStore({ host, production: flags.production });
  const queues = await checkQueues(config, store[0]?.state === 'ok');
  return [
    node,
    checkConfiguration(config, readConfig({})),
    folder,
    ...disk,
    ...store,
    ...queues,
    await checkPublicAddress(config),
    await checkInstance(findInstance(flags, host)),
  ];
}

function configOrFault(host: Host): Config | Check {
  try {
    return host.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return failed('configuration', error.faults.join('; '), 'correct what is named, or unset it to use the default');
  }
}

interface Asked {
  readonly host: Host;
  /** The list of what is to be in order before real events come. */
  readonly production: boolean;
}

async function examineStore({ host, production }: Asked): Promise<Check[]> {
  const { DATABASE_URL, DATABASE_DIRECT_URL: directUrl } = host.config();
  const embedded = !DATABASE_URL;
  try {
    return await withDatabaseUrl(host, async ({ url }) => {
      const db = await openDatabase({ url: DATABASE_URL || url, directUrl, poolSize: 2, name: 'rapport-cli' });
      return examineDatabase(db, { url, embedded }, { host, production }).finally(() => db.close());
    });
  } catch (error) {
    return [error instanceof ConfigError ? wrongWay(error) : noDatabase(asFailure(error).message, embedded)];
  }
}

/** A pooler that nobody named, or addresses that lead to two places. */
const wrongWay = ({ faults }: ConfigError): Check =>
  failed('pooler', faults.join('; '), 'DATABASE_URL may lead to the pooler, DATABASE_DIRECT_URL has to lead past it');

async function examineDatabase(
  db: Database,
  { url, embedded }: StorePlace,
  { host, production }: Asked,
): Promise<Check[]> {
  const checks = await checkDatabase(db, embedded, () => host.now());
  const isMigrated = checks.some(({ name, state }) => name === 'migrations' && state === 'ok');
  if (!isMigrated) return checks;
  const asked = await withUseCasesOn(url, host, async (buses) => [
    ...(await checkHealth(buses, versionOf(db))),
    ...(await checkSafety(buses)),
    ...(await checkWaysOut(buses, host.config())),
    ...(production ? await checkGoLive(buses, host.config(), host.now()) : []),
  ]);
  return [...checks, ...asked];
}

const WORDS = { ok: 'ok', warning: 'note', failed: 'FAILED' } as const;
const PAINTS = { ok: 'good', warning: 'warning', failed: 'bad' } as const;

export function doctorText(checks: readonly Check[], { paint }: Pick<Output, 'paint'>): string {
  const rows = columns(checks.map(({ name, detail, state }) => [WORDS[state].padEnd(6), name, detail])).split('\n');
  const lines = checks.flatMap(({ state, fix }, i) => {
    const row = rows[i] ?? '';
    return [paint(PAINTS[state], row.slice(0, 6)) + row.slice(6), ...(fix ? [`        -> ${fix}`] : [])];
  });
  const count = checks.filter((c) => c.state === 'failed').length;
  return [...lines, '', count === 0 ? 'nothing fails' : `${count} of ${checks.length} checks fail`].join('\n');
}
