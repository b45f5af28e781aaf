/** Jest runs the groups of its runners one after the other; this group one file at a time, with nothing beside it. */
const { default: TestRunner } = require('jest-runner');

module.exports = class Alone extends TestRunner {
  isSerial = true;
};
