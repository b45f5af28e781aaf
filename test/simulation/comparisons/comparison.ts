/**
 * One question to both stores. The parameters are drawn first, so that the simulated store and PostgreSQL are asked the
 * same: through the product's own function, which is all that the product ever says in this statement.
 */
import type { Queryable } from '#lib/platform';
import type { Chance } from '../chance.js';
import type { Rows } from './any-rows.js';

export type Ask = (db: Queryable) => Promise<unknown>;
export interface Comparison {
  readonly draw: (chance: Chance, rows: Rows) => Ask;
  /** The statement promises an order; elsewhere what is found is compared whatever comes first. */
  readonly inOrder?: true;
  /** A statement that the same function sends too. */
  readonly also?: string;
}
/** By the name of the statement. */
export type Comparisons = Readonly<Record<string, Comparison>>;
