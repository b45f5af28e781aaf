export { cloneDatabase } from './database.js';
export { eventually } from './eventually.js';
export { FakeOutlet, type OutletMail, type OutletRequest } from './fake-outlet.js';
export { dyadOf, formRequested, formVoided, missed, opened, phq9, pulse, type Dyad, type Form } from './histories.js';
export { openClinic, openHouse, type House, type HouseOptions } from './house.js';
export { logEvent, type LoggedEvent } from './log-event.js';
export { openQueueStore, suiteBackend, type QueueStore } from './queue-store.js';
export { cloudEvent, send, tell, type SentEvent } from './send.js';
export { TestClock } from './test-clock.js';
