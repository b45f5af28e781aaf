/**
 * A recorded database: one header line, then for each table a line that names its columns and a line for each row. A row
 * is the JSON text that PostgreSQL itself made of it and reads again, so that no value passes through JavaScript.
 */
import fs from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Queryable } from '#lib/platform';

export interface Table {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly string[];
}
export interface Recording {
  /** The commit whose code wrote the database. */
  readonly commit: string;
  /** What the clock said when it was recorded, in milliseconds since 1970. */
  readonly at: number;
  /** Last values by name; null where a sequence was never used. */
  readonly sequences: Readonly<Record<string, string | null>>;
  readonly tables: readonly Table[];
}
export interface Answered {
  /** Name of the key that asked. */
  readonly as: string;
  readonly method: 'GET';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const FOLDER = path.join('test', 'upgrade', 'recorded');
const fileOf = (commit: string, what: string): string => path.join(FOLDER, commit, `${what}.ndjson.gz`);

/** Commits of which there is a recording, oldest name first. */
export const recordedCommits = (): string[] => fs.readdirSync(FOLDER).sort();

/** Tables in the order of their making, so that what is referred to comes first. BullMQ's have a schema of their own. */
export async function listTables(db: Queryable): Promise<Omit<Table, 'rows'>[]> {
  const { rows } = await db.query<{ table: string; columns: string[] }>(
    `SELECT c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND a.attnum > 0 AND NOT a.attisdropped
     GROUP BY c.oid, c.relname ORDER BY c.oid`,
  );
  return rows;
}

/** The rows as JSON texts, in the order of the texts. */
export async function readRows(db: Queryable, { table, columns }: Omit<Table, 'rows'>): Promise<string[]> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const { rows } = await db.query<{ row: string }>(
    `SELECT row_to_json(r)::text AS row FROM (SELECT ${list} FROM "${table}") r ORDER BY row_to_json(r)::text COLLATE "C"`,
  );
  return rows.map(({ row }) => row);
}

/** The session must show times in UTC. */
export async function readDatabase(db: Queryable, about: Pick<Recording, 'commit' | 'at'>): Promise<Recording> {
  const { rows } = await db.query<{ name: string; last: string | null }>(
    `SELECT sequencename AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  );
  const tables: Table[] = [];
  for (const head of await listTables(db)) tables.push({ ...head, rows: await readRows(db, head) });
  return { ...about, sequences: Object.fromEntries(rows.map(({ name, last }) => [name, last])), tables };
}

export function writeRecording(recording: Recording, answers: readonly Answered[]): void {
  const { tables, ...header } = recording;
  const blocks = tables.flatMap(({ rows, ...head }) => [JSON.stringify({ ...head, count: rows.length }), ...rows]);
  write(fileOf(recording.commit, 'rows'), [JSON.stringify(header), ...blocks]);
  write(
    fileOf(recording.commit, 'answers'),
    answers.map((answer) => JSON.stringify(answer)),
  );
}

export function readRecording(commit: string): Recording {
  const [header = '{}', ...lines] = read(fileOf(commit, 'rows'));
  const tables: Table[] = [];
  for (let at = 0; at < lines.length;) {
    const { count, ...head } = JSON.parse(lines[at] ?? '') as Omit<Table, 'rows'> & { count: number };
    tables.push({ ...head, rows: lines.slice(at + 1, at + 1 + count) });
    at += 1 + count;
  }
  return { ...(JSON.parse(header) as Omit<Recording, 'tables'>), tables };
}

export const readAnswers = (commit: string): Answered[] =>
  read(fileOf(commit, 'answers')).map((line) => JSON.parse(line) as Answered);

function write(file: string, lines: readonly string[]): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, gzipSync(`${lines.join('\n')}\n`, { level: 9 }));
}

const read = (file: string): string[] => gunzipSync(fs.readFileSync(file)).toString('utf8').trimEnd().split('\n');
