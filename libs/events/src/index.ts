export {
  CATALOGUE,
  type ClinicEvent,
  episodeOf,
  episodeStream,
  EVENT_TYPES,
  type EventData,
  type EventOf,
  type EventType,
  isEpisodeStream,
  isOwnType,
  isPersonStream,
  refOf,
  streamNameOf,
  typeOfWireName,
  UNASSIGNED,
  WIRE_NAMES,
  wireName,
} from './catalogue.js';
export { clinicalOrder, comparePositions, type LogPosition, positionOf } from './clinical-order.js';
export { EFFECTS } from './effects.js';
export { factDay, factTime, TOO_LATE } from './fact-time.js';
export { type MoveMarker, PART_MARKERS, type PartMarker, REPAIR_MARKERS, STRAIN_MARKERS } from './marker-words.js';
export { OUTCOMES, OVERRIDE_REASONS } from './own.events.js';
export { toCloudEvent } from './to-cloud-event.js';
