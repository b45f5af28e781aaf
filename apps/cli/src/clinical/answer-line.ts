import { nearest, parseJson, type Violation } from '#lib/kernel';
import type { Instrument } from '#lib/instruments';
import { accuracyOp } from './accuracy-op.js';
import { changeOp } from './change-op.js';
import { chartOp } from './chart-op.js';
import { detectOp } from './detect-op.js';
import { effectOp } from './effect-op.js';
import { fitOp } from './fit-op.js';
import { hazardOp } from './hazard-op.js';
import { labelOp } from './label-op.js';
import { refusal } from './op-answer.js';
import { scoreOp } from './score-op.js';
import { survivalOp } from './survival-op.js';

type Op = (input: unknown, own: readonly Instrument[]) => object;

const OPS: ReadonlyMap<string, Op> = new Map<string, Op>([
  ['score', scoreOp],
  ['change', changeOp],
  ['hazard', hazardOp],
  ['label', labelOp],
  ['detect', detectOp],
  ['chart', chartOp],
  ['effect', effectOp],
  ['accuracy', accuracyOp],
  ['survival', survivalOp],
  ['fit', fitOp],
]);

/**
 * One JSON object in, one JSON object out, on one line and without a line break at its end. What cannot be read or
 * answered comes back as `{"error":{"code","pointer","hint"}}`; nothing is thrown. `own` are the clinic's instruments.
 */
export function answerLine(text: string, own: readonly Instrument[] = []): string {
  const parsed = parseJson(text);
  return JSON.stringify(parsed.ok ? answer(parsed.value, own) : refusal(parsed.error.faults));
}

function answer(input: unknown, own: readonly Instrument[]): object {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return refusal([NOT_AN_OBJECT]);
  if (!('op' in input)) return refusal([{ pointer: '/op', code: 'missing_member', detail: 'is required' }]);
  const op = typeof input.op === 'string' ? OPS.get(input.op) : undefined;
  return op ? op(input, own) : refusal([unknownOp(input.op)]);
}

const NOT_AN_OBJECT: Violation = { pointer: '', code: 'not_an_object', detail: 'must be one JSON object' };

function unknownOp(op: unknown): Violation {
  const known = [...OPS.keys()];
  const meant = typeof op === 'string' ? nearest(op, known) : undefined;
  return {
    pointer: '/op',
    code: 'unknown_op',
    detail: 'is not an operation',
    hint: meant ? `did you mean "${meant}"?` : `known operations: ${known.join(', ')}`,
  };
}
