/** One line in the terminal for each alert, so that the demo can be watched: ids and tiers, never what it is about. */
import type { QueryBus } from '@nestjs/cqrs';
import { OPERATOR, operatorOf } from '#lib/identity';
import { GetNotice, ListTenants, type AppContext, type LiveChange } from '#lib/pipeline';
import { Listener } from '#lib/platform';

export function watchAlerts(
  { db, settings: { publicUrl } }: AppContext,
  queries: QueryBus,
  print: (line: string) => void,
): Promise<Listener> {
  const shown = new Set<string>();

  async function show(tenant: number, id: string): Promise<void> {
    if (shown.has(id)) return;
    shown.add(id);
    const clinic = (await queries.execute(new ListTenants(OPERATOR))).find((one) => one.id === tenant);
    if (!clinic) return;
    const alert = await queries.execute(new GetNotice(operatorOf(clinic), id));
    if (alert.status !== 'open' || alert.historical) return;
    const time = new Date(alert.createdAt).toTimeString().slice(0, 8);
    print(`${time}  alert  ${alert.tier.padEnd(11)} for ${alert.clinician}   ${publicUrl}/alerts/${id}`);
  }

  const hear = (payload: string): void => {
    const { tenant, alerts } = JSON.parse(payload) as LiveChange;
    for (const id of alerts) show(tenant, id).catch(() => shown.delete(id));
  };
  return new Listener(db, hear).open();
}
