/** Which channels a clinician chose, and for which tiers. */
import { statement, type Database, type Queryable, type Row } from '#lib/platform';
import { ChannelSettingEntity, type ChannelSetting } from './entities.js';

export type NewChannelSetting = Pick<ChannelSetting, 'tenant' | 'clinician' | 'kind' | 'settings' | 'least_tier'>;

/** Sets a clinician's channel; a second call for the same kind replaces the first and switches it on again. */
export async function chooseChannel(db: Database, setting: NewChannelSetting): Promise<void> {
  await db.query(
    statement('choose-channel')`
     INSERT INTO channel_setting (tenant, clinician, kind, settings, least_tier) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (tenant, clinician, kind) DO UPDATE
       SET settings = excluded.settings, least_tier = excluded.least_tier, enabled = true, disabled_reason = NULL`,
    [setting.tenant, setting.clinician, setting.kind, JSON.stringify(setting.settings), setting.least_tier],
  );
}

export interface Recipient extends Row {
  readonly id: number;
  readonly tenant: number;
  readonly clinician: string;
  readonly kind: string;
  readonly leastTier: ChannelSetting['least_tier'];
}

/**
 * The enabled channels of each clinician: their own setting of a kind, or the clinic's default ('*') for that kind.
 */
export async function recipientsFor(
  db: Queryable,
  pairs: readonly { tenant: number; clinician: string }[],
): Promise<Recipient[]> {
  const { rows } = await db.query<Recipient>(
    statement('recipients-for')`
     SELECT DISTINCT ON (k.tenant, k.clinician, s.kind) s.id, s.tenant, k.clinician, s.kind, s.least_tier AS "leastTier", s.enabled
     FROM (SELECT DISTINCT * FROM unnest($1::int[], $2::text[]) AS u(tenant, clinician)) k
     JOIN channel_setting s ON s.tenant = k.tenant AND s.clinician IN (k.clinician, '*')
     ORDER BY k.tenant, k.clinician, s.kind, (s.clinician = '*')`,
    [pairs.map((p) => p.tenant), pairs.map((p) => p.clinician)],
  );
  return rows.filter((r) => r['enabled'] === true);
}

export function findChannel(db: Database, id: number): Promise<ChannelSetting | null> {
  return db.dataSource.manager.findOneBy(ChannelSettingEntity, { id });
}

/** Switches a channel off with the reason that operators see, for example after the receiver answered 410. */
export async function disableChannel(db: Queryable, id: number, reason: string): Promise<void> {
  await db.query(
    statement('disable-channel')`UPDATE channel_setting SET enabled = false, disabled_reason = $2 WHERE id = $1`,
    [id, reason],
  );
}

/** Every setting of a tenant, by clinician and kind. Settings may hold secrets: show what a channel says may be shown. */
export function listChannels(db: Database, tenant: number): Promise<ChannelSetting[]> {
  return db.dataSource.manager.find(ChannelSettingEntity, {
    where: { tenant },
    order: { clinician: 'ASC', kind: 'ASC' },
  });
}

/** Ids of a clinic's settings that are switched on, in the transaction of whoever asks. Uses the key of channel_setting. */
export async function channelsInUse(tx: Queryable, tenant: number): Promise<ReadonlySet<number>> {
  const { rows } = await tx.query<{ id: number }>(
    statement('channels-in-use')`SELECT id FROM channel_setting WHERE tenant = $1 AND enabled`,
    [tenant],
  );
  return new Set(rows.map(({ id }) => id));
}
