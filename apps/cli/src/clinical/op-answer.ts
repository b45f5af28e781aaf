import type { Violation } from '#lib/kernel';

/** Why an input was not taken. `hint` says what would be. */
export interface OpError {
  readonly error: { readonly code: string; readonly pointer: string; readonly hint: string };
}

/** The first fault is the one to correct first; the others often follow from it. */
export function refusal([first]: readonly Violation[]): OpError {
  const { code = 'invalid_type', pointer = '', detail = 'cannot be read', hint } = first ?? {};
  return { error: { code, pointer, hint: hint === undefined ? detail : `${detail}; ${hint}` } };
}
