export { type Result, succeed, fail } from './result.js';
export { unreachable } from './unreachable.js';
export * from './ids.js';
export { SECOND, MINUTE, HOUR, DAY, INSTANT_PATTERN, parseInstant, offsetOf, toIso } from './instant.js';
export { nearest } from './nearest.js';
export { canonicalJson } from './canonical-json.js';
export * as shape from './shape.js';
export { type Fault, type Infer, type JsonSchema, type Shape } from './shape.js';
export { parseJson } from './strict-json.js';
