/** What was thrown somewhere below, in words. Loaded only when something was: it brings the platform along. */
import { ConfigError, ERROR_CODES, RapportError, SchemaMismatch, isUnavailable } from '#lib/platform';
import { CONFIGURATION, CliFailure } from './failure.js';
import { PROGRAM } from './verb.js';

const DOCTOR = `find out what is wrong:  ${PROGRAM} doctor`;
const MIGRATE = `make them:  ${PROGRAM} migrate   (npm start does so too)`;

/** SQLSTATE, and what it means to somebody who typed a command. */
const BY_STATE: Readonly<Record<string, readonly [message: string, next: string]>> = {
  '42P01': ['the database has no Rapport tables yet', MIGRATE],
  '42703': ['the tables of the database are of an earlier version', MIGRATE],
  '3D000': ['the database that DATABASE_URL names does not exist', 'create it, or correct DATABASE_URL'],
  '25006': [
    'the database takes no writes',
    'let it take writes (set default_transaction_read_only off), or give the address of another in DATABASE_URL',
  ],
  '28P01': ['the database does not accept the password', 'correct the password in DATABASE_URL'],
  '28000': ['the database does not accept this user', 'correct the user in DATABASE_URL'],
  '42501': ['the database user may not do that', 'use the user that owns the tables'],
};

export function asFailure(thrown: unknown): CliFailure {
  if (thrown instanceof CliFailure) return thrown;
  if (thrown instanceof ConfigError)
    return new CliFailure(thrown.message, 'correct what is named, or unset it to use the default', CONFIGURATION);
  if (thrown instanceof RapportError)
    return new CliFailure(thrown.detail ?? titleOf(thrown), ERROR_CODES[thrown.code].next);
  if (thrown instanceof SchemaMismatch) return new CliFailure(thrown.message, thrown.next);
  return ofDatabase(thrown) ?? unforeseen(thrown);
}

/** With what is at fault: here it is seen by whoever typed it. */
function titleOf({ code, more: { faults = [] } }: RapportError): string {
  const named = faults.map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`).join('; ');
  return named === '' ? ERROR_CODES[code].title : `${ERROR_CODES[code].title}: ${named}`;
}

function ofDatabase(thrown: unknown): CliFailure | undefined {
  const known = BY_STATE[(thrown as { code?: string } | null)?.code ?? ''];
  if (known) return new CliFailure(...known);
  return isUnavailable(thrown) ? new CliFailure('the database does not answer', DOCTOR) : undefined;
}

function unforeseen(thrown: unknown): CliFailure {
  const [message] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
  return new CliFailure(message || 'something failed that should not', DOCTOR);
}
