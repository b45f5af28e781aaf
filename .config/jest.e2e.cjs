/** Black box: HTTP in, a fake receiver out. The same servers as the integration run. */
module.exports = {
  ...require('./jest.int.cjs'),
  roots: ['<rootDir>/test'],
  testRegex: '/test/e2e/.*\\.e2e\\.spec\\.ts$',
  testTimeout: 60_000,
};
