/** A system for the tests of one file, with a clinic of its own for each test, and what a user of it does and looks at. */
import { OPERATOR } from '#lib/identity';
import { GetEpisode, GetTimeline, ListAlerts, Sweep, Verify, type AlertAnswer } from '#lib/pipeline';
import { dyadOf, type Dyad } from './histories.js';
import { cloudEvent, send, type SentEvent } from './send.js';
import { openClinic, openTestSystem, type TestSystem } from './test-system.js';

let counter = 0;

/** A name that no other test has. */
export const anyName = (like: string): string => `${like}-${++counter}`;
/** An event that no builder makes. */
export const fact = (type: SentEvent['type'], at: number, data: object): SentEvent =>
  ({ id: anyName(type), type, at, data }) as unknown as SentEvent;
export const anyDyad = (clinician = anyName('dr')): Dyad => dyadOf(anyName('ep'), clinician);

/** Those of the test runner. */
export interface StageHooks {
  readonly beforeAll: (work: () => Promise<void>) => void;
  readonly afterAll: (work: () => Promise<void>) => void;
  readonly beforeEach: (work: () => Promise<void>) => void;
}

/** Opened before the tests of a file, and closed after them; `before` is called before each clinic is opened. */
export function openStage(
  { beforeAll, afterAll, beforeEach }: StageHooks,
  before: (house: TestSystem) => void = () => undefined,
) {
  let house: TestSystem | undefined;
  let clinic: TestSystem | undefined;
  beforeAll(async () => {
    house = await openTestSystem();
  });
  afterAll(async () => house?.close());
  beforeEach(async () => {
    before(open(house));
    clinic = await openClinic(open(house));
  });
  return {
    ...actionsOf(
      () => open(house),
      () => open(clinic),
    ),
    house: () => open(house),
    clinic: () => open(clinic),
  };
}

export type Stage = ReturnType<typeof openStage>;

function open(system: TestSystem | undefined): TestSystem {
  if (!system) throw new Error('a stage is open within a test');
  return system;
}

function actionsOf(house: () => TestSystem, clinic: () => TestSystem) {
  const sent = (): number => house().outlet.mails.length + house().outlet.requests.length;
  const deliverAll = async (): Promise<void> => void (await house().commands.execute(new Sweep(0)));
  return {
    ...looks(clinic),
    now: (): number => house().clock.now(),
    /** Receipts, once everything has been followed. */
    post: async (...events: readonly SentEvent[]) => {
      const { receipts } = await send(
        clinic(),
        events.map((event) => cloudEvent(event)),
      );
      await clinic().followAll();
      return receipts;
    },
    /** Messages that have left the house. */
    sent,
    deliverAll,
    sentBy: async (work: () => Promise<unknown>): Promise<number> => {
      await deliverAll();
      const before = sent();
      await work();
      await clinic().followAll();
      await deliverAll();
      return sent() - before;
    },
  };
}

function looks(clinic: () => TestSystem) {
  const alerts = async (): Promise<readonly AlertAnswer[]> =>
    (await clinic().queries.execute(new ListAlerts(clinic().principal, { show: 'all', limit: 200 }))).items;
  const alertsOf = async ({ episode }: Dyad): Promise<readonly AlertAnswer[]> =>
    (await alerts()).filter((alert) => alert.episode === episode);
  return {
    alerts,
    alertsOf,
    statuses: async (dyad: Dyad) => (await alertsOf(dyad)).map(({ rule, status }) => `${rule} ${status}`),
    episode: ({ episode }: Dyad) => clinic().queries.execute(new GetEpisode(clinic().principal, episode)),
    timeline: ({ episode }: Dyad) => clinic().queries.execute(new GetTimeline(clinic().principal, episode)),
    /** What the read models say is what the log says. */
    soundness: async (): Promise<void> => {
      const { differences } = await clinic().queries.execute(new Verify(OPERATOR));
      const mine = differences.filter(({ tenant }) => tenant === clinic().tenant.id);
      if (mine.length > 0) throw new Error(`the read models differ from the log: ${JSON.stringify(mine)}`);
    },
  };
}
