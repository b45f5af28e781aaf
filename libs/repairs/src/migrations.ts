/** Every migration of this room; a file of `migrations/` that is missing here fails a test that says so. */
import { ExpandRepairs1764000014520 } from './migrations/1764000014520-expand-repairs.js';

export const MIGRATIONS = [ExpandRepairs1764000014520];
