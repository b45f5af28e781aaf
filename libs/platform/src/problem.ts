/**
 * Problem details (RFC 9457) and the closed list of codes behind them. The list is the reference page too:
 * docs/reference/errors.md is generated from it, and a test keeps both equal.
 */
import type { Violation } from '#lib/kernel';
import { ERROR_CODES, type ErrorCode } from './error-codes.js';

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly detail?: string;
  readonly hint: string;
  readonly requestId?: string;
  readonly errors?: readonly Violation[];
}

/** A refusal with a code. `faults` are shown to the caller; the cause is for the log only. */
export class RapportError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail?: string,
    readonly more: {
      readonly faults?: readonly Violation[];
      readonly retryAfter?: number;
      /** With `method_not_allowed`: the methods of the address. */
      readonly allow?: readonly string[];
      readonly cause?: unknown;
      /** In the place of what the code says in general. */
      readonly title?: string;
    } = {},
  ) {
    super(detail ? `${code}: ${detail}` : code, { cause: more.cause });
  }
}

export function problemOf(error: RapportError, requestId?: string): Problem {
  const entry = ERROR_CODES[error.code];
  return {
    type: `/docs/errors#${error.code}`,
    title: error.more.title ?? entry.title,
    status: entry.status,
    code: error.code,
    ...(error.detail ? { detail: error.detail } : {}),
    hint: entry.next,
    ...(requestId ? { requestId } : {}),
    ...(error.more.faults ? { errors: error.more.faults } : {}),
  };
}
