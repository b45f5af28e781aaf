export {
  CATALOGUE,
  clinicalOrder,
  type ClinicEvent,
  EVENT_TYPES,
  type EventData,
  type EventType,
  isOwnType,
  refOf,
  streamOf,
  typeOfWireName,
  WIRE_NAMES,
  wireName,
} from './catalogue.js';
