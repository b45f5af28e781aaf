/** One line in the terminal for each alert, so that the demo can be watched: ids and tiers, never what it is about. */
import { LIVE_CHANNEL, type LiveChange, type Parts } from '#lib/pipeline';
import { readAlert } from '#lib/readmodels';
import type { TenantId } from '#lib/kernel';

export interface Watcher {
  stop(): Promise<void>;
}

export async function watchAlerts({ db, publicUrl }: Parts, print: (line: string) => void): Promise<Watcher> {
  const client = await db.dedicated('rapport-watch');
  const shown = new Set<string>();
  client.on('error', () => undefined);
  client.on('notification', ({ payload }) => {
    const { tenant, alerts } = JSON.parse(payload ?? '{}') as LiveChange;
    for (const id of alerts) void show(tenant, id).catch(() => undefined);
  });
  await client.query(`LISTEN ${LIVE_CHANNEL}`);

  async function show(tenant: number, id: string): Promise<void> {
    if (shown.has(id)) return;
    shown.add(id);
    const alert = await readAlert(db, tenant as TenantId, id);
    if (alert?.status !== 'open' || alert.historical) return;
    print(`${new Date(alert.createdAt).toISOString().slice(11, 19)}  alert  ${alert.tier.padEnd(11)} for ${alert.clinician}   ${publicUrl}/v1/alerts/${id}`);
  }
  return { stop: () => client.end() };
}
