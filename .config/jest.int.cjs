/** Rooms against a real PostgreSQL (and Redis): one cluster for the run, a clone of the template database per file. */
module.exports = {
  ...require('./jest.base.cjs'),
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testRegex: '\\.int\\.spec\\.ts$',
  globalSetup: '<rootDir>/.config/jest-global-setup.cjs',
  globalTeardown: '<rootDir>/.config/jest-global-teardown.cjs',
  maxWorkers: 2,
  testTimeout: 30_000,
};
