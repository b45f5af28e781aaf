export { canonicalJson } from './canonical-json.js';
export { type Branded, isRef, REF_PATTERN, type TenantId } from './ids.js';
export {
  DAY,
  FACT_PATTERN,
  HOUR,
  INSTANT_PATTERN,
  isZeroDate,
  MINUTE,
  offsetOf,
  parseInstant,
  SECOND,
  toIso,
} from './instant.js';
export { DEFAULT_LANGUAGE, type Language, LANGUAGES } from './language.js';
export { nearest } from './nearest.js';
export { dataTextFaults, isLineOfText, lineOfTextFaults } from './plain-text.js';
export { escapePointer } from './pointer.js';
export { fail, type Result, succeed } from './result.js';
export * as schema from './schema.js';
export type { Infer, JsonSchema, Schema, Violation } from './schema.js';
export { MOST_TOLD, parseJson, type SyntaxCode } from './strict-json.js';
export { atLeast, below, isClose } from './tolerance.js';
export { ZONE_PATTERN, zoneOffsetAt } from './zone.js';
