/** Random histories through the whole pipeline; `npm run histories -- --clinics 500` for more. */
import type { EventData, EventType } from '#lib/events';
import { DAY } from '#lib/kernel';
import { openTestSystem, type TestSystem } from '#lib/testkit';
import { violationInClinics } from './clinics.js';
import { NOW, type Told } from './clinic.js';

const RUNS = 12;
const FIRST = 1;
const PATIENCE_MS = 120_000;
let house: TestSystem;

beforeAll(async () => {
  house = await openTestSystem();
  house.clock.holdAt(NOW);
});
afterAll(() => house.close());

it(
  `has the same rows after two orders, and sends nothing that must not be sent, in ${RUNS} histories`,
  async () => {
    for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
      const violation = await violationInClinics(house, seed);
      const told = violation && `seed ${seed}: ${violation} (npm run histories -- --clinics 1 --seed ${seed})`;
      expect(told).toBeUndefined();
    }
  },
  PATIENCE_MS,
);

const fact = <T extends EventType>(type: T, data: EventData<T>): Told => ({
  id: 'unsaid',
  source: 'urn:practice:a',
  type,
  at: NOW - DAY,
  data: data as Told['data'],
  mark: '',
  rank: 0,
  batched: [true, true],
  again: false,
});
const consents = (scope: 'alerts' | 'messages') =>
  ['cl-anna', 'cl-bela'].map((client) => fact('client.consent_changed', { client, scope, granted: false }));

it.each<[string, readonly Told[]]>([
  ['the client is dead', ['cl-anna', 'cl-bela'].map((client) => fact('client.deceased', { client }))],
  ['who has left', ['dr-1', 'dr-2', 'dr-3'].map((clinician) => fact('clinician.deactivated', { clinician }))],
  ['without consent to messages', consents('messages')],
])(
  'would notice what is sent although "%s"',
  async (words, unsaid) => {
    const found: (string | undefined)[] = [];
    for (let seed = FIRST; seed < FIRST + RUNS && !found.some(Boolean); seed++)
      found.push(await violationInClinics(house, seed, unsaid));
    expect(found.at(-1)).toContain(words);
  },
  PATIENCE_MS,
);
