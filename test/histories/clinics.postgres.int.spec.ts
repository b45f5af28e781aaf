/** Random histories through the whole pipeline; `npm run histories -- --clinics 500` for more. */
import { openTestSystem, type TestSystem } from '#lib/testkit';
import { violationInClinics } from './clinics.js';
import { NOW } from './clinic.js';

const RUNS = 24;
const FIRST = 1;
let house: TestSystem;

beforeAll(async () => {
  house = await openTestSystem();
  house.clock.holdAt(NOW);
});
afterAll(() => house.close());

it(`has the same rows after two orders, and sends nothing that must not be sent, in ${RUNS} histories`, async () => {
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const violation = await violationInClinics(house, seed);
    const told = violation && `seed ${seed}: ${violation} (npm run histories -- --clinics 1 --seed ${seed})`;
    expect(told).toBeUndefined();
  }
}, 120_000);
