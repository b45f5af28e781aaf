/** What every Jest run here shares: TypeScript and ES modules become CommonJS, `#lib/*` means the sources. */
const path = require('node:path');

module.exports = {
  rootDir: path.join(__dirname, '..'),
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['rapport-src', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] },
  transform: { '\\.(ts|m?js)$': path.join(__dirname, 'jest-transform.cjs') },
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/violations/'],
};
