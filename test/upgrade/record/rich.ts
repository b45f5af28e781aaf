/** What a recording has to show. A recording that lacks any of it is not written. */
import { CATALOGUE, wireName, type EventType } from '#lib/events';
import type { Queryable } from '#lib/platform';

/** Each is an SQL question that must have at least one row. */
const SHOWN: Readonly<Record<string, string>> = {
  'a strain that is open': `SELECT FROM alert WHERE rule = 'strain-open' AND status = 'open'`,
  'a strain that was repaired': `SELECT FROM checkpoint WHERE state LIKE '%"repaired"%'`,
  ...Object.fromEntries(
    ['open', 'acknowledged', 'snoozed', 'overridden', 'resolved', 'eased', 'closed'].map((status) => [
      `an alert that is ${status}`,
      `SELECT FROM alert WHERE status = '${status}'`,
    ]),
  ),
  'an alert that was superseded': 'SELECT FROM alert WHERE superseded_at IS NOT NULL',
  'an alert from history': 'SELECT FROM alert WHERE historical',
  ...Object.fromEntries(
    ['strain-open', 'missed-during-strain', 'safety-answer', 'stopped-coming', 'outcome-worse'].map((rule) => [
      `an alert of ${rule}`,
      `SELECT FROM alert WHERE rule = '${rule}'`,
    ]),
  ),
  'a safety answer with the cover': `SELECT FROM alert WHERE key LIKE 'safety-answer.cover:%'`,
  'a safety answer with the duty lead': `SELECT FROM alert WHERE key LIKE 'safety-answer.dutyLead:%'`,
  ...Object.fromEntries(
    ['waiting', 'leased', 'accepted', 'dead', 'withdrawn'].map((state) => [
      `a delivery that is ${state}`,
      `SELECT FROM outbox WHERE state = '${state}'`,
    ]),
  ),
  'a second attempt': 'SELECT FROM delivery_attempt WHERE attempt > 1',
  'a channel that was switched off': 'SELECT FROM channel_setting WHERE NOT enabled',
  ...Object.fromEntries(
    ['active', 'retired', 'cancelled'].map((state) => [
      `a build that is ${state}`,
      `SELECT FROM build WHERE state = '${state}'`,
    ]),
  ),
  'a revision in force': "SELECT FROM build_rules r JOIN build b ON b.id = r.build WHERE b.state = 'active'",
  'a revision that is not': "SELECT FROM clinic_rules c JOIN tenant t ON t.id = c.tenant WHERE slug = 'meadow'",
  'a proposal that was approved': 'SELECT FROM stopping_proposal WHERE approved_at IS NOT NULL',
  'a proposal that was not': 'SELECT FROM stopping_proposal WHERE approved_at IS NULL',
  'an episode set aside': 'SELECT FROM checkpoint WHERE quarantined_at IS NOT NULL',
  'an event that was not understood': `SELECT FROM event WHERE stream LIKE 'quarantine/%'`,
  'a mark nobody followed': 'SELECT FROM dirty_episode',
  'an episode nobody followed': `SELECT FROM stream s WHERE stream LIKE 'episode/%' AND NOT EXISTS (SELECT FROM checkpoint c WHERE (c.tenant, c.stream) = (s.tenant, s.stream))`,
  'a timer that is due': 'SELECT FROM due_timer WHERE due_at < (SELECT max(marked_at) FROM dirty_episode)',
  'a timer that is not': 'SELECT FROM due_timer WHERE due_at > (SELECT max(marked_at) FROM dirty_episode)',
  ...Object.fromEntries(
    ['feedback-overdue', 'quiet-since-strain', 'absence-noticed', 'safety-unacknowledged'].map((reason) => [
      `a look again for ${reason}`,
      `SELECT FROM event WHERE external_id LIKE 'timer-${reason}-%'`,
    ]),
  ),
};

/** The names of everything that is missing. */
export async function missing(db: Queryable): Promise<string[]> {
  const absent: string[] = [];
  for (const [what, question] of Object.entries(SHOWN)) {
    const { rows } = await db.query<{ there: boolean }>(`SELECT EXISTS (${question}) AS there`);
    if (!rows[0]?.there) absent.push(what);
  }
  const { rows } = await db.query<{ type: string }>('SELECT DISTINCT type FROM event');
  const seen = new Set(rows.map(({ type }) => type));
  const types = (Object.keys(CATALOGUE) as EventType[]).map(wireName).filter((type) => !seen.has(type));
  return [...absent, ...types.map((type) => `an event ${type}`)];
}
