export { couldBeEvent } from './attribute-shapes.js';
export { type CanonicalEvent, toCanonical } from './canonical-event.js';
export type { CloudEvent } from './cloud-event.js';
export type { EventName } from './event-name.js';
export { examine } from './examine.js';
export { isJsonType, mediaTypeOf } from './media-type.js';
export { MAX_BATCH, type RawRequest, readCloudEvents } from './read-cloud-events.js';
