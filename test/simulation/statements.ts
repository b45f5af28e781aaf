/**
 * What the product says to its store, statement by statement, and what that means on Maps. A statement is known by its
 * name; one without a meaning here stops the simulation. Whether the meanings are PostgreSQL's own is checked with random
 * rows by `statements.int.spec.ts`.
 */
import type { Transaction } from './store.js';
import { HEALTH_STATEMENTS } from './statements/health.js';
import { COPY_STATEMENTS } from './statements/copies.js';
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
/** By the name that the product gives to a statement. */
export type Statements = Readonly<Record<string, Meaning>>;

export const MEANINGS: Statements = {
  ...LOG_STATEMENTS,
  ...COPY_STATEMENTS,
  ...FOLLOW_STATEMENTS,
  ...VIEW_STATEMENTS,
  ...OUTBOX_STATEMENTS,
  ...PEOPLE_STATEMENTS,
  ...HEALTH_STATEMENTS,
};
/** What the pool is given: the name is the one that a statement is prepared under. */
export interface Asked {
  readonly name?: string;
  readonly text: string;
}

export function statementOf({ name: preparedAs, text }: Asked): Statement {
  const words = text.replace(/\s+/g, ' ').trim().slice(0, 300);
  const name = preparedAs?.split(':')[0];
  if (!name) throw new UnknownStatement(`a statement without a name: ${words}`);
  const meaning = MEANINGS[name];
  if (!meaning) throw new UnknownStatement(`the statement "${name}": ${words}`);
  return { name, meaning };
}

export class UnknownStatement extends Error {
  constructor(which: string) {
    super(
      `the simulated store has no meaning for ${which}\n` +
        "Give it a name in its function, statement('<name>')`...`, what it means on Maps in test/simulation/statements/, " +
        'and rows to compare it on in test/simulation/comparisons/.',
    );
  }
}
