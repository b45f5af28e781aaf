/** Before each file of a project that needs servers: which backend it is about, and how long one test may take. */
const { backend, timeout, pooled } = globalThis.SERVED;

if (process.env.RAPPORT_TEST_SERVERS_FAILED) throw new Error(process.env.RAPPORT_TEST_SERVERS_FAILED);
process.env.RAPPORT_TEST_BACKEND = backend;
if (pooled) process.env.RAPPORT_TEST_POOLED = 'on';
else delete process.env.RAPPORT_TEST_POOLED;
// Jest takes `testTimeout` from the whole run only, not from a project.
jest.setTimeout(timeout);
