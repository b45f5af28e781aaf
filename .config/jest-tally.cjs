/** Appends the counts of one Jest run to the file named by RAPPORT_TEST_TALLY, for the closing line of `npm test`. */
const fs = require('node:fs');

module.exports = class Tally {
  onRunComplete(_contexts, results) {
    const file = process.env.RAPPORT_TEST_TALLY;
    if (!file) return;
    const counts = {
      passed: results.numPassedTests,
      // A file that could not even be loaded holds tests that nobody counted.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    fs.appendFileSync(file, `${JSON.stringify(counts)}\n`);
  }
};
