import {
  alertId,
  caseload,
  episodePeople,
  episodesOfPeople,
  readAlert,
  readClient,
  readInbox,
  saveAlerts,
  setAside,
  supersedeAlerts,
} from '#lib/readmodels';
import type { Chance } from '../chance.js';
import {
  ALERT_KEYS,
  anyAlert,
  anySetAside,
  anyTime,
  BUILDS,
  CLINICIANS,
  PEOPLE,
  someKeys,
  STREAMS,
  TENANTS,
} from './any-rows.js';
import type { Comparisons } from './comparison.js';

const anyAlertKey = (chance: Chance) => {
  return { tenant: chance.pick(TENANTS), stream: chance.pick(STREAMS), key: chance.pick(ALERT_KEYS) };
};
const anyAlertId = (chance: Chance): string => {
  const { tenant, stream, key } = anyAlertKey(chance);
  return alertId(tenant, stream, key);
};

const ALERTS: Comparisons = {
  'save-alerts': {
    draw: (chance) => {
      const alerts = someKeys(chance).map((key) => {
        return { ...key, client: 'cl-3', alert: anyAlert(chance, chance.pick(ALERT_KEYS)), position: 3 };
      });
      const now = anyTime(chance);
      return (db) => saveAlerts(db, alerts, now);
    },
  },
  'supersede-alerts': {
    draw: (chance) => {
      const ids = [...new Set([1, 2, 3].map(() => anyAlertId(chance)))];
      const now = anyTime(chance);
      return (db) => supersedeAlerts(db, ids, now);
    },
  },
  'read-alert': {
    draw: (chance) => {
      const tenant = chance.pick(TENANTS);
      const id = anyAlertId(chance);
      return (db) => readAlert(db, tenant, id);
    },
  },
  'read-inbox': {
    inOrder: true,
    draw: (chance) => {
      const query = {
        tenant: chance.pick(TENANTS),
        clinician: chance.pick([undefined, ...CLINICIANS]),
        show: chance.pick(['live', 'all'] as const),
        limit: chance.between(1, 9),
      };
      return (db) => readInbox(db, query);
    },
  },
};

export const VIEW_COMPARISONS: Comparisons = {
  ...ALERTS,
  'save-caseload': {
    draw: (chance) => {
      const build = chance.pick(BUILDS);
      const rows = someKeys(chance).map((key) => {
        const at = { status: 'closed', need: chance.below(6), nextAt: anyTime(chance) };
        return { ...key, sortKey: { client: 'cl-3', clinician: chance.pick(CLINICIANS), ...at } };
      });
      return (db) => caseload.save(db, build, rows);
    },
  },
  'save-episode-people': {
    draw: (chance) => {
      const build = chance.pick(BUILDS);
      const rows = someKeys(chance).map((key) => ({ ...key, part: chance.pick(PEOPLE) }));
      return (db) => episodePeople.save(db, build, rows);
    },
  },
  'save-set-aside': {
    draw: (chance) => {
      const build = chance.pick(BUILDS);
      const rows = someKeys(chance).map((key) => anySetAside(chance, key));
      return (db) => setAside.save(db, build, rows);
    },
  },
  'forget-set-aside': {
    draw: (chance) => {
      const build = chance.pick(BUILDS);
      const keys = someKeys(chance);
      return (db) => setAside.forget(db, build, keys);
    },
  },
  'episodes-of-people': {
    inOrder: true,
    draw: (chance) => {
      const people = TENANTS.map((tenant) => ({ tenant, stream: chance.pick(PEOPLE) }));
      return (db) => episodesOfPeople(db, people);
    },
  },
  'read-client': {
    draw: (chance) => {
      const tenant = chance.pick(TENANTS);
      const stream = chance.pick(STREAMS);
      return (db) => readClient(db, tenant, stream);
    },
  },
};
