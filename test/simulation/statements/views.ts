/** Read models: the caseload and the alert inbox. */
import type { Statements } from '../statements.js';
import { keyOf, type AlertCells } from '../tables.js';

type CaseloadValues = [
  build: number,
  tenants: number[],
  streams: string[],
  clients: string[],
  clinicians: string[],
  statuses: string[],
  needs: number[],
  nexts: number[],
];
type SetAsideValues = [
  build: number,
  tenants: number[],
  streams: string[],
  parts: string[],
  reasons: string[],
  events: string[],
  instruments: (string | null)[],
  versions: (string | null)[],
  counts: number[],
];
type AlertValues = readonly [...(readonly unknown[][]), number] & { readonly 13: number };
type InboxValues = [tenant: number, clinician: string | null, all: boolean, at: number, id: string, limit: number];

function readAlerts(values: AlertValues): AlertCells[] {
  const [ids, tenants, streams, keys, clients, clinicians, , tiers, statuses, historical, , alerts] =
    values as unknown as readonly (readonly never[])[];
  const now = values[13];
  const at = <T>(column: readonly never[] | undefined, i: number): T => column?.[i] as T;
  return (ids ?? []).map((id, i) => ({
    id,
    tenant: at(tenants, i),
    stream: at(streams, i),
    key: at(keys, i),
    client: at(clients, i),
    clinician: at(clinicians, i),
    tier: at(tiers, i),
    status: at(statuses, i),
    historical: at(historical, i),
    alert: at(alerts, i),
    createdAt: now,
    supersededAt: null,
  }));
}

const inboxRow = ({ supersededAt, ...row }: AlertCells) => ({
  ...row,
  superseded: supersededAt !== null,
  granted: false,
});

const ALERTS: Statements = {
  'save-alerts': function* (tx, values: AlertValues) {
    const rows = readAlerts(values);
    for (const { id, tier, status, client, clinician, alert, historical, ...row } of rows) {
      yield `alert ${id}`;
      const was = tx.get('alert', id);
      tx.put('alert', id, {
        ...row,
        ...was,
        id,
        tier,
        status,
        client,
        clinician,
        alert,
        historical,
        supersededAt: null,
      });
    }
    return rows.length;
  },

  'supersede-alerts': function* (tx, [ids, now]: [string[], number]) {
    const standing = ids.filter((id) => tx.get('alert', id)?.supersededAt === null);
    for (const id of standing) {
      yield `alert ${id}`;
      const was = tx.get('alert', id) as AlertCells;
      if (tx.mutant !== 'superseding-is-forgotten') tx.put('alert', id, { ...was, supersededAt: now });
    }
    return standing.length;
  },

  'read-alert': function* (tx, [tenant, id]: [number, string]) {
    const alert = tx.get('alert', id);
    return alert?.tenant === tenant ? [inboxRow(alert)] : [];
  },

  'read-inbox': function* (tx, [tenant, clinician, all, , , limit]: InboxValues) {
    const live = ({ supersededAt, historical, status }: AlertCells): boolean =>
      supersededAt === null && !historical && ['open', 'acknowledged', 'snoozed'].includes(status);
    const mine = tx.find(
      'alert',
      (a) => a.tenant === tenant && (clinician === null || a.clinician === clinician) && (all || live(a)),
    );
    const newestFirst = mine.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
    return newestFirst.slice(0, limit).map(inboxRow);
  },
};

const CASELOAD: Statements = {
  'save-caseload': function* (tx, values: CaseloadValues) {
    const [build, tenants, streams, clients, clinicians, statuses, needs, nexts] = values;
    for (const [i, tenant] of tenants.entries()) {
      const stream = streams[i] as string;
      const key = keyOf(build, tenant, stream);
      yield `caseload ${key}`;
      const sortKey = {
        client: clients[i] as string,
        clinician: clinicians[i] as string,
        status: statuses[i] as string,
        need: needs[i] as number,
        nextAt: nexts[i] as number,
      };
      tx.put('caseload', key, { build, tenant, stream, sortKey });
    }
    return tenants.length;
  },

  'save-episode-people': function* (tx, [build, tenants, streams, people]: [number, number[], string[], string[]]) {
    let added = 0;
    for (const [i, tenant] of tenants.entries()) {
      const row = { build, tenant, stream: streams[i] as string, person: people[i] as string };
      const key = keyOf(build, tenant, row.stream, row.person);
      yield `episode_person ${key}`;
      if (!tx.get('episode_person', key)) added++;
      tx.put('episode_person', key, row);
    }
    return added;
  },

  'save-set-aside': function* (tx, [build, ...columns]: SetAsideValues) {
    const [tenants, streams, parts, reasons, events, instruments, versions, counts] = columns;
    for (const [i, tenant] of tenants.entries()) {
      const stream = streams[i] as string;
      const part = parts[i] as string;
      const key = keyOf(build, tenant, stream, part);
      yield `set_aside ${key}`;
      tx.put('set_aside', key, {
        ...{ build, tenant, stream, part },
        reason: reasons[i] as string,
        event: events[i] as string,
        instrument: instruments[i] ?? null,
        version: versions[i] ?? null,
        events: counts[i] as number,
      });
    }
    return tenants.length;
  },

  'forget-set-aside': function* (tx, [build, tenants, streams]: [number, number[], string[]]) {
    const keys = new Set(tenants.map((tenant, i) => keyOf(build, tenant, streams[i] as string)));
    const gone = tx.find('set_aside', (r) => keys.has(keyOf(r.build, r.tenant, r.stream)));
    for (const row of gone) {
      const key = keyOf(row.build, row.tenant, row.stream, row.part);
      yield `set_aside ${key}`;
      tx.put('set_aside', key, undefined);
    }
    return gone.length;
  },

  'episodes-of-people': function* (tx, [tenants, people]: [number[], string[]]) {
    const active = tx.find('build', (b) => b.state === 'active')[0]?.id ?? 0;
    const place = ({ person, stream }: { person: string; stream: string }): string => `${person} ${stream}`;
    return tenants
      .flatMap((tenant, i) =>
        tx.find('episode_person', (p) => p.build === active && p.tenant === tenant && p.person === people[i]),
      )
      .map(({ tenant, person, stream }) => ({ tenant, person, stream }))
      .sort((a, b) => a.tenant - b.tenant || (place(a) < place(b) ? -1 : 1));
  },

  'read-client': function* (tx, [tenant, stream]: [number, string]) {
    const active = tx.find('build', (b) => b.state === 'active')[0]?.id ?? 0;
    const row = tx.get('caseload', keyOf(active, tenant, stream));
    return row ? [{ client: row.sortKey.client }] : [];
  },
};

export const VIEW_STATEMENTS: Statements = { ...ALERTS, ...CASELOAD };
