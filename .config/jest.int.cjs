const base = require('./jest.base.cjs');
/** What tells of Redis alone has no second backend. */
const ofRedisAlone = process.env.RAPPORT_TEST_BACKEND === 'redis' ? [] : ['\\.redis\\.int\\.spec\\.ts$'];

/** Rooms against a real PostgreSQL (and Redis): one cluster for the run, a clone of the template database per file. */
module.exports = {
  ...base,
  testPathIgnorePatterns: [...base.testPathIgnorePatterns, ...ofRedisAlone],
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testRegex: '\\.int\\.spec\\.ts$',
  globalSetup: '<rootDir>/.config/jest-global-setup.cjs',
  globalTeardown: '<rootDir>/.config/jest-global-teardown.cjs',
  maxWorkers: 2,
  testTimeout: 30_000,
};
