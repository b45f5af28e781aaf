/** The secrets with which senders sign. Two of a key verify while one replaces the other. */
import type { Database } from '#lib/platform';
import { SigningSecretEntity, type SigningSecret } from './entities.js';

/** That verify at the same time, the newest. */
const MOST_LIVE = 2;

const isLive = ({ revoked_at: revoked, valid_until: until }: SigningSecret, now: number): boolean =>
  revoked === null && (until === null || until.getTime() > now);

/** Texts of those that verify now; `secrets` has the newest first. */
export const liveOf = (secrets: readonly SigningSecret[], now: number): string[] =>
  secrets
    .filter((secret) => isLive(secret, now))
    .slice(0, MOST_LIVE)
    .map(({ secret }) => secret);

/** A second live secret: both verify until the old one ends. */
export async function addSigningSecret(db: Database, keyId: string, secret: string): Promise<void> {
  await db.dataSource.manager.insert(SigningSecretEntity, { api_key: keyId, secret, revoked_at: null });
}

export async function revokeSigningSecret(
  db: Database,
  keyId: string,
  { secret, now }: { secret: string; now: number },
): Promise<void> {
  await db.dataSource.manager.update(SigningSecretEntity, { api_key: keyId, secret }, { revoked_at: new Date(now) });
}

export interface Rotation {
  readonly keyId: string;
  readonly secret: string;
  readonly now: number;
  /** Until when the ones before still verify. */
  readonly until: number;
}

/** A new secret, and an end for the ones before. Uses signing_secret_key. */
export async function rotateSigningSecret(db: Database, { keyId, secret, now, until }: Rotation): Promise<void> {
  await db.transact(async (tx) => {
    await tx.query(
      `UPDATE signing_secret SET valid_until = least(valid_until, $2::timestamptz)
       WHERE api_key = $1 AND revoked_at IS NULL AND (valid_until IS NULL OR valid_until > $3::timestamptz)`,
      [keyId, new Date(until), new Date(now)],
    );
    await tx.query('INSERT INTO signing_secret (api_key, secret) VALUES ($1, $2)', [keyId, secret]);
  });
}
