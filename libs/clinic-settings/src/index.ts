export { addedInstruments } from './added-instruments.js';
export { type ChoiceChange, choiceChanges } from './choice-changes.js';
export { CHOICE_SCHEMA, type ClinicChoice, DEFAULT_CHOICE, guardFaults, readChoice, rulesOf } from './clinic-choice.js';
export { addProposal, approveProposal, readProposal } from './dropout-model-proposals.js';
export { LatestRules } from './latest-rules.js';
export { MIGRATIONS } from './migrations.js';
export { latestChoice, pendingChoice, reviseRules, type ReviseRules, rulesHistory } from './revise-rules.js';
export { lastRevision, latestRevisions } from './rule-revisions.js';
export { RulesCache, type RulesOf } from './rules-cache.js';
