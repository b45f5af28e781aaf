const { runnerWithout } = require('./jest-without.cjs');

module.exports = runnerWithout('no Chromium: install chromium');
