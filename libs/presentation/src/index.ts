export { type AlertWords, wordsFor } from './alert-words.js';
export { type EpisodeSummary, summarise } from './episode-summary.js';
export { ownPartInWords } from './own-part-words.js';
export { narrate, type TimelineEntry } from './episode-timeline.js';
export { type RelationshipInWords, describeRelationship } from './relationship-words.js';
export { lintWording } from './lint/wording-lint.js';
export { defaultPackDe } from './suggestions/default-pack.de.js';
export { defaultPackEn } from './suggestions/default-pack.en.js';
export { PACK_SCHEMA, packsFaults, readPack } from './suggestions/read-pack.js';
export type { SuggestionPack } from './suggestions/suggestion-pack.js';
export {
  DEFAULT_PACKS,
  DEFAULT_WORDING,
  DEFAULT_WORDINGS,
  type Wording,
  type Wordings,
  wordingsOf,
} from './wording.js';
export type { HealthFinding, Unreached, UnreachedReason } from './operations/health-findings.js';
export { type HealthProblem, healthProblem, healthSentence, inOrder } from './operations/health-words.js';
export { durationInWords } from './operations/time-in-words.js';
