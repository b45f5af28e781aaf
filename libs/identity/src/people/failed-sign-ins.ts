/** Failed sign-ins are counted in the database, so that every process counts the same ones. */
import { DAY } from '#lib/kernel';
import { statement, type Clock, type Database, type Queryable } from '#lib/platform';
import { delayOf, leftOf, waitOf, type Failures, type LimitKind } from './sign-in-limits.js';
import { digestOf } from './tokens.js';

export interface Bucket {
  readonly kind: LimitKind;
  readonly of: string;
}

/** Of somebody at a device where they signed in before: what happens elsewhere does not count there. */
export const bucketsOf = (name: string, address: string, device: string | undefined): readonly Bucket[] =>
  device === undefined
    ? [
        { kind: 'device', of: `${name} ${address}` },
        { kind: 'address', of: address },
        { kind: 'account', of: name },
      ]
    : [{ kind: 'device', of: `known ${device}` }];

const MAKE = statement('make-sign-in-buckets')`
  INSERT INTO sign_in_failure (bucket, failures, at) SELECT b, 0, $2 FROM unnest($1::bytea[]) AS u(b) ORDER BY b
  ON CONFLICT (bucket) DO NOTHING`;
const LOCK = statement('lock-sign-in-buckets')`
  SELECT encode(bucket, 'hex') AS bucket, failures, round(extract(epoch FROM at) * 1000)::float8 AS at
  FROM sign_in_failure WHERE bucket = ANY($1::bytea[]) ORDER BY sign_in_failure.bucket FOR UPDATE`;
const COUNT = statement('count-sign-in-failures')`
  UPDATE sign_in_failure f SET failures = u.failures, at = $3 FROM unnest($1::bytea[], $2::float8[]) AS u(bucket, failures)
  WHERE f.bucket = u.bucket`;
const FORGIVE = statement('forgive-sign-in')`
  UPDATE sign_in_failure SET failures = greatest(0, failures - 1) WHERE bucket = ANY($1::bytea[])`;
const FORGET = statement('forget-sign-in')`DELETE FROM sign_in_failure WHERE bucket = $1`;
const SWEEP = statement('sweep-sign-in-failures')`
  DELETE FROM sign_in_failure WHERE bucket IN (
    SELECT bucket FROM sign_in_failure WHERE at < $1 LIMIT 100 FOR UPDATE SKIP LOCKED)`;

const keyOf = ({ kind, of }: Bucket): Buffer => digestOf(`${kind} ${of}`);
const NONE: Failures = { failures: 0, at: 0 };

export interface Taken {
  /** Ms to wait before anything is looked at; 0 is now. */
  readonly wait: number;
  /** Ms by which the answer comes later. */
  readonly delay: number;
}

export class FailedSignIns {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts a try as failed before it is looked at, so that many at once do not slip through; `forgive` takes it back.
   * One that has to wait is not counted.
   */
  take(buckets: readonly Bucket[]): Promise<Taken> {
    const now = this.clock.now();
    return this.db.transact(async (tx) => {
      await tx.query(SWEEP, [new Date(now - DAY)]);
      const found = await this.lock(tx, buckets, now);
      const wait = Math.max(...buckets.map(({ kind }, i) => waitOf(kind, found[i] ?? NONE, now)));
      if (wait > 0) return { wait, delay: 0 };
      const counts = found.map((one) => leftOf(one, now) + 1);
      await tx.query(COUNT, [buckets.map(keyOf), counts, new Date(now)]);
      const account = counts[buckets.findIndex(({ kind }) => kind === 'account')];
      return { wait: 0, delay: account === undefined ? 0 : delayOf(account) };
    });
  }

  /** It was the right person after all. */
  async forgive(buckets: readonly Bucket[]): Promise<void> {
    const [own, ...others] = buckets.map(keyOf);
    await this.db.query(FORGET, [own]);
    if (others.length > 0) await this.db.query(FORGIVE, [others]);
  }

  private async lock(tx: Queryable, buckets: readonly Bucket[], now: number): Promise<readonly Failures[]> {
    const keys = buckets.map(keyOf);
    await tx.query(MAKE, [keys, new Date(now)]);
    const { rows } = await tx.query<{ bucket: string; failures: number; at: number }>(LOCK, [keys]);
    const found = new Map(rows.map(({ bucket, failures, at }) => [bucket, { failures, at }]));
    return keys.map((key) => found.get(key.toString('hex')) ?? NONE);
  }
}
