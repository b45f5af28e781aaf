/** What is compared, statement by statement. A meaning that is in neither list fails `statements.int.spec.ts`. */
import type { Comparison, Comparisons } from './comparison.js';
import { FOLLOW_COMPARISONS } from './follow.js';
import { LOG_COMPARISONS } from './log.js';
import { OUTBOX_COMPARISONS } from './outbox.js';
import { PEOPLE_COMPARISONS } from './people.js';
import { VIEW_COMPARISONS } from './views.js';

export const COMPARISONS: Comparisons = {
  ...LOG_COMPARISONS,
  ...FOLLOW_COMPARISONS,
  ...VIEW_COMPARISONS,
  ...OUTBOX_COMPARISONS,
  ...PEOPLE_COMPARISONS,
};

/** Why there is nothing to compare. */
export const NOT_COMPARED: Readonly<Record<string, string>> = {
  announce: 'leaves nothing in a table: PostgreSQL hands it to listeners at commit',
  'read-pauses': 'nobody pauses a queue in the simulation',
  'running-repairs': 'nobody repairs anything in the simulation',
  'forget-discarded': 'nobody discards anything in the simulation',
  'note-operation': 'the log of operations is read by nobody in the simulation',
  'find-channel': 'is no statement of the product: TypeORM writes it',
};

export const comparedNames = (): string[] =>
  Object.entries(COMPARISONS).flatMap(([name, { also }]: [string, Comparison]) => (also ? [name, also] : [name]));
