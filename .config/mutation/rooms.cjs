/** The rooms that are damaged, and the file in which every damage must be noticed; their specs are those that are asked. */
module.exports = {
  ROOMS: [
    'libs/alliance',
    'libs/outcome',
    'libs/courses',
    'libs/hazard',
    'libs/attendance',
    'libs/events',
    'libs/instruments',
    'libs/statistics',
    'libs/evaluation',
    'libs/presentation',
    'libs/intake',
  ],
  CANARY: '.config/mutation/canary/canary.ts',
};
