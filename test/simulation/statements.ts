/**
 * What the product says to its store, statement by statement, and what that means on Maps. A statement is recognised by
 * a digest of its whole text: one that changed, or is new, stops the simulation until somebody has looked at its meaning
 * here, so that the two cannot part silently.
 */
import { createHash } from 'node:crypto';
import type { Transaction } from './store.js';
import { HEALTH_STATEMENTS } from './statements/health.js';
import { FOLLOW_STATEMENTS } from './statements/follow.js';
import { LOG_STATEMENTS } from './statements/log.js';
import { OUTBOX_STATEMENTS } from './statements/outbox.js';
import { PEOPLE_STATEMENTS } from './statements/people.js';
import { VIEW_STATEMENTS } from './statements/views.js';

export interface Answer {
  readonly rows: readonly unknown[];
  readonly rowCount: number;
}
/** Yields the names of the locks it needs, in order; goes on when it has each. What it reads before, it saw before. */
export type Meaning = (tx: Transaction, values: never) => Generator<string, readonly unknown[] | number>;
export interface Statement {
  readonly name: string;
  readonly meaning: Meaning;
}
/** `name digest`: meaning. */
export type Statements = Readonly<Record<string, Meaning>>;

const ALL: Statements = {
  ...LOG_STATEMENTS,
  ...FOLLOW_STATEMENTS,
  ...VIEW_STATEMENTS,
  ...OUTBOX_STATEMENTS,
  ...PEOPLE_STATEMENTS,
  ...HEALTH_STATEMENTS,
};
const BY_DIGEST = new Map(
  Object.entries(ALL).map(([key, meaning]): [string, Statement] => {
    const [name = '', digest = ''] = key.split(' ');
    return [digest, { name, meaning }];
  }),
);
const KNOWN = new Map<string, Statement>();

export function statementOf(text: string): Statement {
  const known = KNOWN.get(text);
  if (known) return known;
  const words = text.replace(/\s+/g, ' ').trim();
  const digest = createHash('sha256').update(words).digest('hex').slice(0, 8);
  const statement = BY_DIGEST.get(digest);
  if (!statement) throw new UnknownStatement(words, digest);
  KNOWN.set(text, statement);
  return statement;
}

export class UnknownStatement extends Error {
  constructor(words: string, digest: string) {
    super(
      `the simulated store does not know statement ${digest}: ${words.slice(0, 300)}\n` +
        `Give its meaning in test/simulation/statements/ under "<name> ${digest}"; if it was only reworded, change the digest there.`,
    );
  }
}
