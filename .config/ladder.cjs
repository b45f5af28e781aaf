/**
 * The rooms, and who may import whom. The rules of dependency-cruiser.cjs and the figures of `npm run structure` are
 * made from these tables.
 */

/** Room -> the rooms it may import, always through their front door `#lib/<room>`. Specs may use any room's. */
const LADDER = {
  kernel: [],
  events: ['kernel'],
  statistics: ['kernel'],
  platform: ['kernel'],
  embedded: ['kernel', 'platform'],
  instruments: ['kernel', 'events'],
  attendance: ['kernel', 'events', 'statistics'],
  outcome: ['kernel', 'statistics', 'instruments'],
  courses: ['kernel', 'statistics', 'instruments'],
  hazard: ['kernel', 'statistics', 'instruments'],
  queues: ['kernel', 'platform'],
  synthetic: ['kernel', 'events'],
  eventlog: ['kernel', 'events', 'platform'],
  identity: ['kernel', 'platform'],
  repairs: ['kernel', 'platform'],
  alliance: ['kernel', 'events', 'instruments', 'statistics', 'attendance', 'outcome', 'courses', 'hazard'],
  intake: ['kernel', 'events', 'instruments'],
  evaluation: ['kernel', 'events', 'instruments', 'statistics', 'attendance', 'outcome', 'hazard', 'alliance'],
  presentation: [
    'kernel',
    'events',
    'instruments',
    'statistics',
    'attendance',
    'outcome',
    'courses',
    'hazard',
    'alliance',
  ],
  'clinic-settings': ['kernel', 'instruments', 'hazard', 'alliance', 'presentation', 'eventlog', 'platform'],
  channels: ['kernel', 'presentation', 'platform'],
  readmodels: ['kernel', 'events', 'attendance', 'alliance', 'eventlog', 'platform'],
};
LADDER.pipeline = Object.keys(LADDER).filter((room) => !['embedded', 'synthetic'].includes(room));
const ROOMS = Object.keys(LADDER);
LADDER.testkit = ROOMS;

/** Only data and functions: the same input gives the same output on every machine, in every year. */
const PURE_ROOMS = [
  'kernel',
  'events',
  'statistics',
  'instruments',
  'attendance',
  'outcome',
  'courses',
  'hazard',
  'synthetic',
  'alliance',
  'intake',
  'evaluation',
  'presentation',
];

/** App -> the apps it composes, through their front door `apps/<app>/src/index.ts`. */
const COMPOSED_APPS = { api: [], worker: [], cli: [], rapport: ['api', 'worker'] };

module.exports = { LADDER, ROOMS, PURE_ROOMS, COMPOSED_APPS };
