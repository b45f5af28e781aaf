/** For a process that stays: the ends of the audit chains go to their file, every hour and when it stops. */
import { AuditAnchor } from '#lib/identity';
import { auditAnchorOf, type Config } from '#lib/platform';
import type { AppContext } from '../composition/app-context.js';

export interface KeptAnchor {
  close(): Promise<void>;
}

/** Of a file that cannot be written operations are told; nobody's answer waits for it. */
export function keepAnchor(config: Config, { db, clock, logger }: AppContext): KeptAnchor {
  const file = auditAnchorOf(config);
  if (file === undefined) return { close: () => Promise.resolve() };
  const onError = (error: unknown): void =>
    logger.warn({ error: String(error) }, 'the ends of the audit chains could not be written to their file');
  return new AuditAnchor({ file, db, clock, onError }).start();
}
