export { cloneDatabase } from './database.js';
export { eventually } from './eventually.js';
export { type Dyad, dyadOf, formRequested, formVoided, missed, opened, phq9, pulse } from './histories.js';
export { logEvent } from './log-event.js';
export { openQueueStore, suiteBackend } from './queue-store.js';
export { readBack, readFold } from './read-back.js';
export { cloudEvent, send, sendAndProject, type SentEvent } from './send.js';
export { TestClock } from './test-clock.js';
export { openClinic, openTestSystem, type TestSystem, type TestSystemOptions } from './test-system.js';
