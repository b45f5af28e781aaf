/**
 * fast-check as specs import it: with one seed, so that `npm test` asks the same questions each time. The night asks
 * others (`RAPPORT_TEST_SEED=random`). A property that fails prints its seed; that seed here repeats it.
 */
const fc = require('../node_modules/fast-check/lib/cjs/fast-check.js');

const FIXED = 20261129;
const wanted = process.env.RAPPORT_TEST_SEED;
const seed = wanted === 'random' ? undefined : Number(wanted ?? FIXED);
if (Number.isNaN(seed)) throw new Error(`RAPPORT_TEST_SEED must be a whole number or "random", not "${wanted}"`);
fc.configureGlobal({ seed });
module.exports = fc;
