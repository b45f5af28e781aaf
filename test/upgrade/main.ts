/**
 * Records a small database of today's code, for tests of upgrades to come:
 *
 *   npm run record -- <commit>
 *
 * Two clinics live eight weeks under a clock that stands still; then every table is written down, and every answer of the
 * HTTP API about them. The same code gives the same files, except for the order of timers that are due at one instant.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrateAll, openDatabase } from '#lib/pipeline';
import { startLocalPostgres } from '#lib/embedded';
import { openClinic, openTestSystem } from '#lib/testkit';
import { openApi } from '../http/api-system.js';
import { askEverything } from './answers.js';
import { readDatabase, writeRecording, type Recording } from './recording.js';
import { chooseForLater, furnish, rebuildUnderNewRules } from './record/clinics.js';
import { everyType, notUnderstood } from './record/every-type.js';
import { ACTS, harbourStory } from './record/harbour.js';
import { pinTimes, setAside, stopInTheMiddle } from './record/leftovers.js';
import { live, sendAll } from './record/live.js';
import { meadowStory } from './record/meadow.js';
import { missing } from './record/rich.js';
import { arriving, day, DAYS, STOPPED } from './record/told.js';
import { walks } from './record/walks.js';

async function liveEightWeeks(databaseUrl: string): Promise<void> {
  const harbour = await openTestSystem({ databaseUrl });
  try {
    harbour.clock.holdAt(day(-1));
    Object.assign(harbour.parts, { chance: () => 0.5 });
    const meadow = await openClinic(harbour);
    await furnish(harbour, meadow);
    await live({
      harbour,
      stories: [
        [harbour, [...harbourStory(), ...arriving([...everyType(), ...walks()])]],
        [meadow, meadowStory(DAYS)],
      ],
      acts: ACTS,
      after: new Map([
        [28, () => rebuildUnderNewRules(harbour)],
        [33, () => sendAll(harbour, notUnderstood())],
        [41, () => setAside(harbour, 41)],
        [50, () => chooseForLater(meadow)],
      ]),
    });
    await stopInTheMiddle(harbour);
    await pinTimes(harbour);
  } finally {
    await harbour.close();
  }
}

async function readBack(url: string, commit: string): Promise<Recording> {
  const db = await openDatabase({ url, poolSize: 1, name: 'rapport-record' });
  try {
    const absent = await missing(db);
    if (absent.length > 0) throw new Error(`the recording does not show: ${absent.join('; ')}`);
    return await readDatabase(db, { commit, at: day(STOPPED) });
  } finally {
    await db.close();
  }
}

async function record(commit: string, databaseUrl: string): Promise<void> {
  await migrateAll(databaseUrl, { kind: 'none' });
  await liveEightWeeks(databaseUrl);
  const recording = await readBack(databaseUrl, commit);
  const api = await openApi({ databaseUrl });
  try {
    api.system.clock.holdAt(recording.at);
    const answers = await askEverything(api);
    writeRecording(recording, answers);
    const rows = recording.tables.map(({ table, rows: { length } }) => `${table} ${length}`);
    process.stdout.write(`${rows.join(', ')}; ${answers.length} answers\n`);
  } finally {
    await api.close();
  }
}

async function main(): Promise<void> {
  const [commit = ''] = process.argv.slice(2);
  if (!/^[0-9a-f]{7,40}$/.test(commit)) throw new Error('say which commit this code is, such as b1e98a6');
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'rapport-record-'));
  // run by root, PostgreSQL starts as another user, who has to get through this folder
  fs.chmodSync(root, 0o755);
  const cluster = await startLocalPostgres({
    dataDir: path.join(root, 'pg'),
    ephemeral: true,
    settings: { timezone: 'UTC' },
  });
  try {
    await cluster.ensure('recorded');
    await record(commit, cluster.url('recorded'));
  } finally {
    await cluster.stop();
    fs.rmSync(root, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
