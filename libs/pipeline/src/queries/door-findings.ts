/** What the log at the door says that nobody else notices: a sender that has stopped, and one whose clock is off. */
import { countRefused, readSilences, type SourceSilence } from '#lib/eventlog';
import { HOUR } from '#lib/kernel';
import type { Queryable } from '#lib/platform';
import type { HealthFinding } from '#lib/presentation';

/** What is usual of a source is known once it was heard of on so many days. */
const KNOWN_DAYS = 5;
/** A silence that is this much longer than any before is none of the usual ones. */
const LONGER = 1.5;
const LEAST_SILENCE_MS = 6 * HOUR;

const isQuiet = ({ last, longest, days }: SourceSilence, now: number): boolean =>
  days >= KNOWN_DAYS && now - last > Math.max(LONGER * longest, LEAST_SILENCE_MS);

const OF_THE_CLOCK: readonly string[] = ['signature_stale', 'future_time'];
const FEW = 3;

export async function doorFindings(db: Queryable, tenant: number, now: number): Promise<HealthFinding[]> {
  const quiet = (await readSilences(db, tenant, now)).filter((source) => isQuiet(source, now));
  const refusals = await countRefused(db, { tenant, since: now - HOUR, codes: OF_THE_CLOCK });
  return [
    ...(refusals >= FEW ? [{ code: 'sender-clock', refusals } as const] : []),
    ...quiet.map(({ source, last, longest }) => ({ code: 'source-quiet', source, last, longest }) as const),
  ];
}
