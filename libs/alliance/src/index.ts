export {
  CATALOGUE,
  EVENT_TYPES,
  WIRE_NAMES,
  clinicalOrder,
  isOwnType,
  streamOf,
  typeOfWireName,
  wireName,
  type ClinicEvent,
  type Envelope,
  type EventData,
  type EventType,
} from './events/catalogue.js';
export { INSTRUMENTS, instrumentOf } from './instruments/roster.js';
export {
  score,
  type Answer,
  type Band,
  type Instrument,
  type Item,
  type ReliableChange,
  type Safety,
  type Scale,
  type Score,
} from './instruments/instrument.js';
export { RULES } from './ruptures/roster.js';
export { type Finding, type Occasion, type Parameters, type RuptureRule } from './ruptures/rupture-rule.js';
export { type Rating, type Series } from './ruptures/series.js';
export { type Rupture, type RuptureKind, type RuptureState } from './ruptures/rupture.js';
export { type StrainTier } from './ruptures/tier.js';
export { readState, writeState } from './state-text.js';
export { type EpisodeState, type EpisodeStatus } from './state.js';
export { alertsOf, continueEpisode, foldEpisode } from './episode.js';
export { lookAgainAt, type LookAgain } from './silence.js';
export { type Alert, type AlertFacts, type AlertStatus, type AlertTier } from './alerts/alert.js';
export { wordsFor, type AlertWords } from './alerts/words/words.js';
export { summarise, type Attention, type EpisodeSummary } from './summary.js';
export { narrate, type Lane, type TimelineEntry } from './timeline.js';
export { examine, type Examination } from './examine.js';
