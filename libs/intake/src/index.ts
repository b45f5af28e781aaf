export { toCanonical, type CanonicalEvent } from './canonical-event.js';
export { type CloudEvent, type Refusal } from './cloud-event.js';
export { MAX_BATCH, modeOf, readCloudEvents, type Mode, type RawRequest } from './read-cloud-events.js';
export { isJsonType, mediaTypeOf } from './media-type.js';
