/**
 * Each table belongs to the room whose migration makes it, and no other room's sources name it in SQL: whatever changes a
 * table, every statement about it stands in one place. A foreign key may point at another room's table.
 */
import ts from 'typescript';
import { productSources, roomOf, type Sources } from './sources.js';

function textsIn(file: string, source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    if (ts.isTemplateExpression(node))
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' ? '));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return texts;
}

const NAMED = /\b(?:FROM|JOIN|INTO|UPDATE|USING|TABLE|TRUNCATE)\s+(?:ONLY\s+|IF\s+(?:NOT\s+)?EXISTS\s+)*"?([a-z_]+)"?/g;
/** What a list of tables goes up to; each of them comes after a comma. */
const LISTED = /\bFROM\s+([^();]*)/g;
const LOWER_CASE = /^\s*(?:select\b.*\bfrom|insert\s+into|delete\s+from|update\s+\S+\s+set)\b/s;

/** Names that stand where SQL says a table stands; some of them are aliases and functions. */
function tablesIn(text: string): string[] {
  const sql = LOWER_CASE.test(text) ? text.replace(/\b(from|join|into|update|using)\b/g, (w) => w.toUpperCase()) : text;
  const named = [...sql.matchAll(NAMED)].map((match) => match[1] as string);
  const listed = [...sql.matchAll(LISTED)].flatMap((match) => (match[1] as string).split(','));
  return [...named, ...listed.map((item) => /^\s*"?([a-z_]+)/.exec(item)?.[1] ?? '')];
}

const ENTITY = /\btableName:\s*'([a-z_]+)'/g;

function tablesNamed(file: string, source: string): Set<string> {
  const entities = [...source.matchAll(ENTITY)].map((match) => match[1] as string);
  return new Set([...entities, ...textsIn(file, source).flatMap(tablesIn)]);
}

function ownersIn(sources: Sources): Map<string, string> {
  const owners = new Map<string, string>();
  for (const [file, source] of sources) {
    if (!file.includes('/migrations/')) continue;
    for (const [, table] of source.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?([a-z_]+)/g))
      owners.set(table as string, roomOf(file));
  }
  return owners;
}

function strayStatements(sources: Sources, owners: ReadonlyMap<string, string>): string[] {
  return [...sources].flatMap(([file, source]) =>
    [...tablesNamed(file, source)].flatMap((table) => {
      const owner = owners.get(table);
      if (owner === undefined || owner === roomOf(file)) return [];
      return [`${file} names the table ${table}: move the statement to ${owner} and call it through its front door`];
    }),
  );
}

it('finds every table that the migrations make', () => {
  const owners = ownersIn(productSources());
  expect(owners.get('event')).toBe('libs/eventlog');
  expect(owners.get('caseload')).toBe('libs/readmodels');
  expect(owners.size).toBeGreaterThan(15);
});

it('is kept: a table is named by the sources of one room', () => {
  const sources = productSources();
  expect(strayStatements(sources, ownersIn(sources))).toEqual([]);
});

it.each([
  "db.query('SELECT 1 FROM outbox')",
  'db.query(`SELECT 1 FROM alert a JOIN outbox o ON o.alert = a.id`)',
  'db.query(`DELETE FROM ${X} k USING outbox o`)',
  "db.query('INSERT INTO outbox (id) VALUES ($1)')",
  "db.query('select 1 from outbox')",
  'const PART = `LATERAL (SELECT FROM alert a, outbox WHERE true)`',
  "new EntitySchema({ name: 'Debt', tableName: 'outbox' })",
])('would notice %s', (source) => {
  const owners = new Map([['outbox', 'libs/eventlog']]);
  expect(strayStatements(new Map([['libs/pipeline/src/x.ts', source]]), owners)).toEqual([
    'libs/pipeline/src/x.ts names the table outbox: move the statement to libs/eventlog and call it through its front door',
  ]);
  expect(strayStatements(new Map([['libs/eventlog/src/x.ts', source]]), owners)).toEqual([]);
});

it.each([
  "say('the outbox is empty')",
  "db.query('SELECT outbox FROM other')",
  '/** FROM outbox */ const x = 1',
  "const table = 'CREATE TABLE other (id int REFERENCES outbox)'",
])('leaves alone %s', (source) => {
  expect(
    strayStatements(new Map([['libs/pipeline/src/x.ts', source]]), new Map([['outbox', 'libs/eventlog']])),
  ).toEqual([]);
});
