/** Every migration of this room; a file of `migrations/` that is missing here fails a test that says so. */
import { Identity1764000000500 } from './migrations/1764000000500-identity.js';
import { ExpandKeyUse1764000014300 } from './migrations/1764000014300-expand-key-use.js';
import { ExpandAudit1764000015000 } from './migrations/1764000015000-expand-audit.js';
import { ExpandPeople1764000015100 } from './migrations/1764000015100-expand-people.js';

export const MIGRATIONS = [
  Identity1764000000500,
  ExpandKeyUse1764000014300,
  ExpandAudit1764000015000,
  ExpandPeople1764000015100,
];
