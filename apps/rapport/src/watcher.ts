/** One line in the terminal for each alert, so that the demo can be watched: ids and tiers, never what it is about. */
import type { AppContext, LiveChange } from '#lib/pipeline';
import { Listener } from '#lib/platform';
import { readAlert } from '#lib/readmodels';

export function watchAlerts(
  { db, settings: { publicUrl } }: AppContext,
  print: (line: string) => void,
): Promise<Listener> {
  const shown = new Set<string>();

  async function show(tenant: number, id: string): Promise<void> {
    if (shown.has(id)) return;
    shown.add(id);
    const alert = await readAlert(db, tenant, id);
    if (alert?.status !== 'open' || alert.historical) return;
    const time = new Date(alert.createdAt).toISOString().slice(11, 19);
    print(`${time}  alert  ${alert.tier.padEnd(11)} for ${alert.clinician}   ${publicUrl}/v1/alerts/${id}`);
  }

  const hear = (payload: string): void => {
    const { tenant, alerts } = JSON.parse(payload) as LiveChange;
    for (const id of alerts) show(tenant, id).catch(() => shown.delete(id));
  };
  return new Listener(db, hear).open();
}
