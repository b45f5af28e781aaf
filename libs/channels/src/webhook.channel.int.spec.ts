import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { createSafeHttp, generateWebhookSecret } from '#lib/platform';
import { webhookBench, type WebhookBench } from './conformance/webhook.bench.js';
import type { DeliveryItem, Outcome } from './channel.js';
import { webhookChannel } from './webhook.channel.js';

const item: DeliveryItem = {
  language: 'en',
  tenant: '1',
  deliveryKey: 'dlv_7f:1',
  alert: 'alr_7f3a',
  tier: 'talk-soon',
  openUrl: 'https://rapport.example/a/alr_7f3a',
  occurredAt: Date.UTC(2026, 10, 23, 8),
};
const secrets = [generateWebhookSecret(), generateWebhookSecret()];
let now: number;
let bench: WebhookBench;
const send = (outlet = bench.outlet): Promise<Outcome> =>
  webhookChannel.send(webhookChannel.render(item), { url: bench.url, secrets }, outlet);

beforeEach(async () => {
  now = Date.now();
  bench = await webhookBench(() => now);
});
afterEach(() => bench.close());

it.each(Object.entries({ standardwebhooks: StandardWebhook, svix: SvixWebhook }))(
  'is verified by %s with either secret while one replaces the other',
  async (_name, Peer) => {
    await send();
    const [call] = bench.calls;
    for (const secret of secrets) {
      expect(new Peer(secret).verify(call?.body ?? '', call?.headers as Record<string, string>)).toEqual({
        type: 'rapport.alert.raised.v1',
        timestamp: '2026-11-23T08:00:00.000Z',
        data: { alert: 'alr_7f3a', tier: 'talk-soon', link: 'https://rapport.example/a/alr_7f3a' },
      });
    }
    expect(call?.headers['content-type']).toBe('application/json');
  },
);

it('keeps id and body over attempts, and stamps and signs each attempt anew', async () => {
  bench.answer(500);
  await send();
  now += 5_000;
  await send();
  const [first, second] = bench.calls;
  expect(second?.body).toBe(first?.body);
  expect(second?.headers['webhook-id']).toBe('dlv_7f:1');
  expect(Number(second?.headers['webhook-timestamp']) - Number(first?.headers['webhook-timestamp'])).toBe(5);
  expect(second?.headers['webhook-signature']).not.toBe(first?.headers['webhook-signature']);
});

it.each([200, 202, 204, 299])('is accepted by %s', async (status) => {
  bench.answer(status);
  expect(await send()).toEqual({ kind: 'accepted', status, detail: `the receiver answered ${status}` });
});

it('is dead and switched off by 410', async () => {
  bench.answer(410);
  expect(await send()).toMatchObject({ kind: 'dead', disable: true });
});

it.each([429, 502, 503, 504])('waits after %s as long as the receiver asks, in seconds or by date', async (status) => {
  bench.answer(status, { 'retry-after': '90' });
  expect(await send()).toMatchObject({ kind: 'retry', after: 90_000 });
  now = Date.UTC(2026, 10, 23, 8);
  bench.answer(status, { 'retry-after': 'Mon, 23 Nov 2026 08:02:00 GMT' });
  expect(await send()).toMatchObject({ kind: 'retry', after: 120_000 });
  bench.answer(status, { 'retry-after': 'tomorrow' });
  expect(await send()).not.toHaveProperty('after');
});

it.each([400, 401, 403, 404, 409, 422, 500, 501, 599])('is tried again by the ladder after %s', async (status) => {
  bench.answer(status, { 'retry-after': '90' });
  expect(await send()).toEqual({ kind: 'retry', detail: `the receiver answered ${status}` });
});

it.each([301, 302, 307, 308])('does not follow a %s', async (status) => {
  bench.answer(status, { location: '/elsewhere' });
  expect(await send()).toEqual({ kind: 'retry', detail: `answered ${status}; redirects are not followed` });
  expect(bench.calls).toHaveLength(1);
});

it('reaches nothing inside: a URL that names it is dead, a name that leads to it is refused each time', async () => {
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const strict = { ...bench.outlet, http: createSafeHttp({ resolve }) };
  expect(await send(strict)).toEqual({ kind: 'dead', detail: 'the URL must begin with https://' });
  const message = webhookChannel.render(item);
  const outcome = await webhookChannel.send(message, { url: 'https://wildcard.example/', secrets }, strict);
  expect(outcome).toEqual({ kind: 'retry', detail: 'the host does not lead to the public internet alone' });
  expect(bench.calls).toHaveLength(0);
});
