import { Database } from '#lib/platform';
import { cloneDatabase } from '#lib/testkit';
import { claimWebhookId } from './signed-requests.js';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 2, 2);
let db: Database;
beforeAll(async () => {
  db = await Database.open({ url: await cloneDatabase(), poolSize: 4, name: 'signed-requests' });
});
afterAll(() => db.close());

const claim = (webhookId: string, said: string, { now = NOW, keyId = 'k1', tenant = 1 } = {}): Promise<boolean> =>
  claimWebhookId(db, { tenant, keyId, webhookId, digest: Buffer.from(said) }, now);
const count = async (): Promise<number> =>
  (await db.query<{ n: number }>('SELECT count(*)::int AS n FROM signed_request')).rows[0]?.n ?? -1;

it('one webhook-id stands for what was said first, however often [N7]', async () => {
  expect([await claim('m1', 'a'), await claim('m1', 'a'), await claim('m1', 'b'), await claim('m1', 'a')]).toEqual([
    true,
    true,
    false,
    true,
  ]);
});

it('of two at the same moment, one is first', async () => {
  const all = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((said) => claim('m2', said)));
  expect(all.filter(Boolean)).toHaveLength(1);
});

it('ids of another key and of another clinic have nothing to do with it', async () => {
  expect(await claim('m3', 'a')).toBe(true);
  expect(await claim('m3', 'b', { keyId: 'k2' })).toBe(true);
  expect(await claim('m3', 'c', { tenant: 2 })).toBe(true);
});

it('holds while the signature can be shown, and is cleared away afterwards', async () => {
  expect(await claim('m4', 'a')).toBe(true);
  expect(await claim('m4', 'b', { now: NOW + 15 * MINUTE })).toBe(false);
  expect(await claim('m4', 'b', { now: NOW + 31 * MINUTE })).toBe(true);
  const many = Array.from({ length: 50 }, (_, i) => claim(`old-${i}`, 'x'));
  await Promise.all(many);
  for (let i = 0; i < 5; i++) await claim(`new-${i}`, 'x', { now: NOW + 60 * MINUTE });
  expect(await count()).toBe(5);
});
