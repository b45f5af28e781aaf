/** Every migration of this room: those of the read models, and of the tables that no build owns. */
import { AlertGrants1764000006000 } from './migrations/1764000006000-alert-grants.js';
import { OpenAlerts1764000014110 } from './migrations/1764000014110-open-alerts.js';
import { READ_MODELS } from './read-models.js';

export const MIGRATIONS = [
  ...new Set([
    ...READ_MODELS.flatMap(({ migrations }) => migrations),
    AlertGrants1764000006000,
    OpenAlerts1764000014110,
  ]),
];
