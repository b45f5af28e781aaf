const { runnerWithout } = require('./jest-without.cjs');

module.exports = runnerWithout('no Redis: set REDIS_URL, or install redis-server or valkey-server');
