/** What every channel holds, sent with its own example over ways out that lead to loopback. */
import { CHANNELS } from '../channels.js';
import type { AnyChannel, DeliveryItem, Transports } from '../channel.js';
import type { Behaviour, Bench } from './bench.js';
import { everyWayOut } from './every-way-out.js';

const now = Date.UTC(2026, 10, 23, 8);
const item: DeliveryItem = {
  language: 'en',
  tenant: 'canary-clinic',
  deliveryKey: 'dlv_7f:1',
  alert: 'alr_7f3a',
  tier: 'act-today',
  before: { epochMs: Date.UTC(2026, 10, 23, 13), offsetMinutes: 60 },
  openUrl: 'https://rapport.example/a/alr_7f3a',
  occurredAt: now,
};
/** What a careless caller might hand over as well. */
const indiscreet = {
  ...item,
  client: 'Zuzanna Canary',
  clinician: 'Dr Canary',
  score: 27.31,
  instrument: 'SRS',
  note: 'canary note',
  before: { ...item.before, client: 'Zuzanna Canary' },
} as unknown as DeliveryItem;
const TELLTALE =
  /canary|zuzanna|27\.31|\bSRS\b|risk|alliance|dropout|therap|strain|rupture|session|score|measure|diagnos|patient|\bclient/i;

const attempt = (channel: AnyChannel, bench: Bench, given = item) =>
  channel.send(channel.render(given), channel.example, bench.outlet);

const delivering = (how: AnyChannel['delivers']) => CHANNELS.filter(({ delivers }) => delivers === how);

describe.each(delivering('by-attempt'))('$kind', (channel) => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await everyWayOut(() => now);
  });
  afterEach(() => bench.close());

  it('takes its example as settings that an administrator may set, and explains others', () => {
    expect(channel.settings.explain(channel.example, '')).toEqual([]);
    expect(channel.check(channel.example, bench.outlet)).toEqual([]);
    expect(channel.settings.explain({}, '')).not.toEqual([]);
  });

  it('is accepted, with the delivery key the same over attempts and another for another delivery', async () => {
    for (const deliveryKey of ['dlv_a', 'dlv_a', 'dlv_b']) {
      expect(await attempt(channel, bench, { ...item, deliveryKey })).toMatchObject({ kind: 'accepted' });
    }
    const [first, second, third] = bench.arrivals.map((arrival) => arrival.key);
    expect(first).toBeTruthy();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('says nothing about whom or what, however much it is given', async () => {
    await attempt(channel, bench, indiscreet);
    expect(bench.arrivals).toHaveLength(1);
    expect(bench.arrivals[0]?.everything).toContain(item.openUrl);
    expect(bench.arrivals[0]?.everything).not.toMatch(TELLTALE);
  });

  it('renders the same message each time', () => {
    expect(channel.render(indiscreet)).toEqual(channel.render(item));
  });

  it.each<Behaviour>(['busy', 'hang', 'hang-up', 'flood'])('is tried again when the receiver would %s', async (how) => {
    bench.behave(how);
    const outcome = await attempt(channel, bench);
    expect(outcome.kind).toBe('retry');
    expect(outcome.detail).not.toMatch(TELLTALE);
    expect(outcome.detail).not.toMatch(/127\.0\.0\.1|somebody/);
    bench.behave('accept');
    expect(await attempt(channel, bench)).toMatchObject({ kind: 'accepted' });
  });
});

describe.each(delivering('on-write'))('$kind', (channel) => {
  it('takes its example as settings', () => {
    expect(channel.settings.explain(channel.example, '')).toEqual([]);
  });

  it('uses no way out of the house, and accepts at once', async () => {
    const closed = new Proxy({}, { get: () => fail('a way out was used') }) as Transports;
    expect(await channel.send(channel.render(indiscreet), channel.example, closed)).toMatchObject({ kind: 'accepted' });
    expect(JSON.stringify(channel.render(indiscreet))).not.toMatch(TELLTALE);
  });
});

const fail = (why: string): never => {
  throw new Error(why);
};
