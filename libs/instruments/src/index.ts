export { arm5 } from './arm-5.instrument.js';
export type { Basis } from './basis.js';
export { type ChangeClass, classify } from './change/classify.js';
export { goalChange } from './change/goal-change.js';
export { changeOn, directionOf } from './change/instrument-change.js';
export { type Change, errorOf, type Figures, reliableChange, Z_95 } from './change/reliable-change.js';
export { INSTRUMENT_SCHEMA, readInstrument, readKeptInstrument } from './clinic-instrument.js';
export { closerFaults } from './closer-faults.js';
export { isClinical } from './cutoff.js';
export type { Facet } from './facet.js';
export { itemFaults, optionFaults } from './form-faults.js';
export { goals } from './goals.instrument.js';
export { haqIi } from './haq-ii.instrument.js';
export { type Answer, type DirectAnswers, type Instrument, type Safety, safetyIn } from './instrument.js';
export { type Item, recodeAnswer } from './item.js';
export { partOfMark } from './part-of-mark.js';
export { type FacetValues, facetValues, type Part, partsOf, partValues } from './parts.js';
export { rapportPulse } from './pulse.instrument.js';
export { rapportReview } from './review.instrument.js';
export { type ReceivedForm, type ReceivedScore, scaleNamed, scoreReceived, type Total } from './received-form.js';
export {
  DEFAULT_INSTRUMENTS,
  instrumentOf,
  INSTRUMENTS,
  type KnownInstruments,
  LIBRARY,
  plainVersion,
} from './roster.js';
export { cutoffOf, type FormOptions, type ScoredForm, scoreForm } from './score-form.js';
export { errorOfOne, exactnessOf, isAssumed, leastChangeOf, spreadOf } from './spread.js';
export { srs } from './srs.instrument.js';
export { textIn } from './text-in.js';
export { waiS } from './wai-s.instrument.js';
export { waiSr } from './wai-sr.instrument.js';
export { WITHOUT_KEY } from './without-key.js';
export { type WhatHelped, whatHelped } from './what-helped.js';
export { words } from './wording.js';
