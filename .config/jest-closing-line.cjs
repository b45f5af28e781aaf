/** The last line of `npm test`, on standard output: `N passed, N failed, N skipped`. */
module.exports = class ClosingLine {
  // A run that ends without having counted is one failed test.
  #counts = { passed: 0, failed: 1, skipped: 0 };

  constructor() {
    process.once('exit', () => {
      const { passed, failed, skipped } = this.#counts;
      process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`);
    });
  }

  onRunComplete(_contexts, results) {
    this.#counts = {
      passed: results.numPassedTests,
      // A file that could not be loaded, and a run that broke off, hold tests that nobody counted.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites + (results.runExecError ? 1 : 0),
      skipped: results.numPendingTests + results.numTodoTests,
    };
  }
};
