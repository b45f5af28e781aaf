import { disableChannel, recipientsFor } from '#lib/identity';
import { latestRevisions } from '#lib/clinic-settings';
import { readRevision } from '../../../libs/clinic-settings/src/rule-revisions.js';
import { REVISION } from '../rules.js';
import { CLINICIANS, TENANTS } from './any-rows.js';
import type { Comparisons } from './comparison.js';

const MOST_SETTINGS = 18;

export const PEOPLE_COMPARISONS: Comparisons = {
  'latest-revisions': { draw: () => (db) => latestRevisions(db) },
  'read-revision': { draw: () => (db) => readRevision(db, 1, REVISION) },
  'recipients-for': {
    draw: (chance) => {
      const pairs = Array.from({ length: chance.between(1, 4) }, () => {
        return { tenant: chance.pick(TENANTS), clinician: chance.pick([...CLINICIANS, 'dr-3']) };
      });
      return (db) => recipientsFor(db, pairs);
    },
  },
  'disable-channel': {
    draw: (chance) => {
      const id = chance.between(1, MOST_SETTINGS);
      return (db) => disableChannel(db, id, 'the receiver is gone');
    },
  },
};
