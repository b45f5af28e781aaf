/** How Stryker mutates the product; which rooms and files, and what becomes of the figures, is in run.cjs. */
export default {
  testRunner: 'circus',
  plugins: [new URL('circus-runner.mjs', import.meta.url).pathname],
  coverageAnalysis: 'perTest',
  // The house compiles with swc; Stryker looks for a tsconfig of its own choice otherwise, and rewrites it.
  tsconfigFile: '.config/none.json',
  ignorePatterns: ['dist', 'docker', 'docs', 'test', '.config/mutation/node_modules'],
  tempDirName: '.mutation/sandbox',
  reporters: [process.stderr.isTTY ? 'progress' : 'progress-append-only', 'json', 'html'],
  jsonReporter: { fileName: '.mutation/report.json' },
  htmlReporter: { fileName: '.mutation/report.html' },
  // Circles are ended by counting; this only has to be long enough on a busy machine.
  timeoutMS: 60_000,
  timeoutFactor: 0,
};
