/** Problem documents by status: which codes there are, and an example of each. */
import { ERROR_CODES, RapportError, problemOf, type ErrorCode } from '#lib/platform';

export const PROBLEM_TITLES = {
  400: 'The request cannot be read',
  401: 'No live key, or the signature does not verify',
  403: 'The key or the person may not do that, or it came from a page of elsewhere',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Somebody else, or another event with this id, was first',
  413: 'Too large',
  415: 'Content type not supported',
  422: 'Readable but not valid; every fault is listed',
  429: 'Too many requests; see Retry-After',
  500: 'A defect in Rapport; the log has the cause under requestId',
  503: 'Nothing was accepted or shown; see Retry-After',
} as const;
export type ProblemStatus = keyof typeof PROBLEM_TITLES;

const STATUSES = Object.keys(PROBLEM_TITLES).map(Number) as ProblemStatus[];
const codesOf = (status: ProblemStatus): ErrorCode[] =>
  (Object.keys(ERROR_CODES) as ErrorCode[]).filter((code) => ERROR_CODES[code].status === status);

export const problemSchemaOf = (status: ProblemStatus): object => ({ $ref: `#/components/schemas/Problem${status}` });

const FAULT = { pointer: '/limit', code: 'invalid_type', detail: 'limit must not be greater than 200' };

export function problemExampleOf(status: ProblemStatus): object {
  const [code = 'internal'] = codesOf(status);
  const faults = status === 422 ? { faults: [FAULT] } : {};
  return problemOf(new RapportError(code, undefined, faults), '0b6f3a52-6f1c-4c0e-9a3e-5a4f1d2c7b90');
}

/** `Problem404` is a Problem with that status and the codes that go with it. */
export const PROBLEM_SCHEMAS: Readonly<Record<string, object>> = Object.fromEntries(
  STATUSES.map((status) => [
    `Problem${status}`,
    {
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        { type: 'object', properties: { status: { const: status }, code: { enum: codesOf(status) } } },
      ],
    },
  ]),
);
