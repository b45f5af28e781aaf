const { runnerWithout } = require('./jest-without.cjs');

module.exports = runnerWithout(
  'no machine to follow it on: install postgresql nginx-light redis-server pgbouncer openssl curl',
);
