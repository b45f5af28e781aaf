export { cloneDatabase } from './database.js';
export { eventually } from './eventually.js';
export { FakeOutlet, type OutletMail, type OutletRequest } from './fake-outlet.js';
export { openHouse, suiteBackend, type House, type HouseOptions } from './house.js';
export { cloudEvent, send, type SentEvent } from './send.js';
export { TestClock } from './test-clock.js';
