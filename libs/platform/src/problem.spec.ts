import { ERROR_CODES, FAULT_CODES, type ErrorCode } from './error-codes.js';
import { RapportError, problemOf } from './problem.js';

const CODES = Object.keys(ERROR_CODES) as ErrorCode[];

describe('a problem document', () => {
  it.each(CODES)('%s says what happened and what to do next', (code) => {
    const problem = problemOf(new RapportError(code), 'r-1');
    expect(problem).toEqual({
      type: `/docs/errors#${code}`,
      title: ERROR_CODES[code].title,
      status: ERROR_CODES[code].status,
      code,
      hint: ERROR_CODES[code].next,
      requestId: 'r-1',
    });
    expect(problem.hint).toMatch(/\.$/);
    expect(problem.status).toBeGreaterThanOrEqual(400);
  });

  it('lists the faults and never the cause', () => {
    const faults = [{ pointer: '/id', code: 'invalid_id', detail: 'must be a reference' }];
    const cause = new Error('SELECT canary FROM event');
    const problem = problemOf(new RapportError('invalid_event', '1 fault', { faults, cause, retryAfter: 3 }));
    expect(problem).toMatchObject({ detail: '1 fault', errors: faults });
    expect(JSON.stringify(problem)).not.toContain('canary');
  });

  it('has codes that can be told apart and written in an address', () => {
    for (const code of [...CODES, ...Object.keys(FAULT_CODES)]) expect(code).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
    expect(new Set(CODES.map((code) => ERROR_CODES[code].title)).size).toBe(CODES.length);
  });

  it('knows 5xx for three things only: our own fault, a store that is away, and a record that cannot be written', () => {
    const ours = CODES.filter((code) => ERROR_CODES[code].status >= 500);
    expect(ours).toEqual(['internal', 'unavailable', 'audit_unavailable']);
  });
});
