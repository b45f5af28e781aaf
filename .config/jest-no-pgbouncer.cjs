const { runnerWithout } = require('./jest-without.cjs');

module.exports = runnerWithout('no PgBouncer: install pgbouncer');
