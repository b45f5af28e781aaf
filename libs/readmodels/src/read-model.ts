/**
 * The contract of a read model: rows that answer a question people ask, made from the folded states of episodes. A read
 * model is one object in a `<question>.view.ts` file, with its migrations, and one line in `roster.ts`. Following,
 * rebuilding, catching up, clearing away and verifying walk the roster and name no read model, and the conformance
 * suite (`conformance/`) runs over every member.
 *
 * What belongs here: rows that the folded state and the rules give whole, so that a rebuild makes them anew beside those
 * that readers see. What does not, although it has a table in this room: an alert is kept for good, with when it was
 * raised and superseded, which no rebuild may change and no build owns; a grant (`alert_grant`) was decided once among
 * the alerts of one transaction and is not decided again. The folded state itself is the checkpoint of the event log,
 * which is the fence of the follow transaction.
 *
 * What a read model may rely on: `save`, `forget` and `discard` are called with the rows or keys of many episodes at
 * once, in the order in which everybody locks them; `save` is told only rows that are new or changed, and comes in the
 * transaction that moves the checkpoints of the same episodes, so that two writers of one episode never meet. The active
 * build is read by everybody and never discarded.
 *
 * What it must hold: `rowsOf` is pure and reads nothing but what it is given; each of the others is one statement for
 * all its rows or keys, however many they are (the follow transaction is the hot path: no statement per row); saving the
 * same rows again changes nothing; `readBack` returns exactly what `rowsOf` said. An error of the database is thrown on:
 * the follower halves its group until the episode that causes it stands alone.
 *
 * To add a read model: write `<question>.view.ts` with an object of this type, its migration in `migrations/` with build,
 * tenant and stream leading its primary key, and one line in `roster.ts`, which is also what leaves the room. Rows of a
 * build that stands already are filled by the next rebuild: `npm run rapport -- rebuild`.
 */
import type { ClinicRules, EpisodeState } from '#lib/alliance';
import type { StreamKey } from '#lib/eventlog';
import type { Queryable } from '#lib/platform';
import type { MigrationInterface } from 'typeorm';

/** An episode as the log folds it. */
export interface Folded extends StreamKey {
  readonly state: EpisodeState;
  /** What it was folded under. */
  readonly rules: ClinicRules;
}

/** A row says which episode it is of. All its members are compared with `isDeepStrictEqual`: plain data only. */
export interface ReadModelRow extends StreamKey {
  /**
   * What the row is about within its episode, such as the reference of an appointment. Unique there, and part of the
   * primary key. Absent where an episode has at most one row.
   */
  readonly part?: string;
}

export interface ReadModel<Of extends ReadModelRow> {
  /** What `verify` calls it: kebab-case, unique, never renamed. */
  readonly code: string;
  /** Makes and changes its table, oldest first. */
  readonly migrations: readonly (new () => MigrationInterface)[];
  /** The rows of one episode; empty where it answers nothing about this one. */
  rowsOf(folded: Folded): readonly Of[];
  /** Inserts rows, or replaces those with the same episode and part. Never called without a row. */
  save(tx: Queryable, build: number, rows: readonly Of[]): Promise<void>;
  /** Removes every row of a build that nobody reads. */
  discard(tx: Queryable, build: number): Promise<void>;
  /** Removes every row of some episodes in a build. Never called without a key; one that has no row is no error. */
  forget(tx: Queryable, build: number, keys: readonly StreamKey[]): Promise<void>;
  /** The rows of some episodes as they are stored, in any order, for `verify`. */
  readBack(tx: Queryable, build: number, keys: readonly StreamKey[]): Promise<readonly Of[]>;
}
