/** Every migration of this room; a file of `migrations/` that is missing here fails a test that says so. */
import { ClinicRules1764000004000 } from './migrations/1764000004000-clinic-rules.js';
import { StoppingProposals1764000007000 } from './migrations/1764000007000-stopping-proposals.js';

export const MIGRATIONS = [ClinicRules1764000004000, StoppingProposals1764000007000];
