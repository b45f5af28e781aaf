const { runnerWithout } = require('./jest-without.cjs');

module.exports = runnerWithout('no Prometheus: install prometheus, which promtool comes with');
