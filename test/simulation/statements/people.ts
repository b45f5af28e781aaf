/** Identity: whom an alert reaches, and by which channel. */
import { CHOICE, REVISION } from '../rules.js';
import type { Asked, Statements } from '../statements.js';
import { keyOf, type SettingCells } from '../tables.js';

/** Stands for TypeORM's look-up of one channel setting by its id. */
export const FIND_SETTING: Asked = { name: 'find-channel', text: 'findOneBy channel_setting id' };

export const PEOPLE_STATEMENTS: Statements = {
  'latest-revisions': function* () {
    return [{ tenant: 1, revision: REVISION }];
  },

  'read-revision': function* (_, [tenant, revision]: [number, number]) {
    return [{ tenant, revision, choice: CHOICE, madeAt: 0, madeBy: 'lead-1', reason: 'the beginning' }];
  },

  'recipients-for': function* (tx, [tenants, clinicians]: [number[], string[]]) {
    const asked = new Map(tenants.map((tenant, i) => [keyOf(tenant, clinicians[i] as string), i] as const));
    const chosen = new Map<string, { setting: SettingCells; clinician: string }>();
    for (const i of asked.values()) {
      const clinician = clinicians[i] as string;
      const mine = tx.find('channel_setting', (s) => s.tenant === tenants[i] && [clinician, '*'].includes(s.clinician));
      // a clinician's own setting of a kind comes before the clinic's
      for (const setting of mine.sort((a, b) => Number(a.clinician === '*') - Number(b.clinician === '*'))) {
        const key = keyOf(setting.tenant, clinician, setting.kind);
        if (!chosen.has(key)) chosen.set(key, { setting, clinician });
      }
    }
    return [...chosen.values()].map(({ setting: { id, tenant, kind, least_tier, enabled }, clinician }) => {
      return { id, tenant, clinician, kind, leastTier: least_tier, enabled };
    });
  },

  'find-channel': function* (tx, [id]: [number]) {
    const setting = tx.get('channel_setting', String(id));
    return setting ? [setting] : [];
  },

  'disable-channel': function* (tx, [id, reason]: [number, string]) {
    yield `channel_setting ${id}`;
    const was = tx.get('channel_setting', String(id));
    if (was) tx.put('channel_setting', String(id), { ...was, enabled: false, disabled_reason: reason });
    return was ? 1 : 0;
  },
};
