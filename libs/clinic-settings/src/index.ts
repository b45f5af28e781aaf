export { type ChoiceChange, choiceChanges } from './choice-changes.js';
export { type ClinicChoice, guardFaults, DEFAULT_CHOICE, readChoice, rulesOf } from './clinic-choice.js';
export { KnownRules, rulesInForce, type RulesOf } from './known-rules.js';
export { ClinicRules1764000004000 } from './migrations/1764000004000-clinic-rules.js';
export { StoppingProposals1764000007000 } from './migrations/1764000007000-stopping-proposals.js';
export { NewestRules } from './newest-rules.js';
export { newestChoice, reviseRules, rulesHistory } from './revise-rules.js';
export { lastRevision, newestRevisions } from './rule-revisions.js';
export { addProposal, approveProposal, readProposal, type StoredProposal } from './stopping-proposals.js';
