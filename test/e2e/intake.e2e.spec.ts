/** What an integrator meets first: events in every mode, and a reference that answers without the outside world. */
import { appRoutes } from '@bull-board/api/dist/routes.js';
import { startApi, stopChildren } from './support/child.js';
import { openClinic } from './support/database.js';
import { batched, binary, get, post, storyOf, structured, type Account } from './support/practice.js';

describe('an integrator', () => {
  let account: Account;

  beforeAll(async () => {
    const clinic = await openClinic();
    const { url } = await startApi(clinic.env);
    account = { ...clinic, url };
  });
  afterAll(stopChildren);

  describe('sends with the CloudEvents SDK and', () => {
    const story = storyOf('modes');
    const [opened, ...rest] = story.past.filter(
      (e) => e.type.startsWith('rapport.episode') || e.type.startsWith('rapport.appointment'),
    );

    it('is answered 202 in structured mode, signed by svix', async () => {
      expect(await post(account, structured(opened!), 'svix')).toMatchObject({
        status: 202,
        body: { receipts: [{ id: opened!.id, verdict: 'accepted' }] },
      });
    });

    it('is answered 202 in binary mode, signed by standardwebhooks', async () => {
      expect(await post(account, binary(rest[0]!), 'standardwebhooks')).toMatchObject({
        status: 202,
        body: { receipts: [{ verdict: 'accepted' }] },
      });
    });

    it('is answered 202 for a batch, with one receipt per event in order', async () => {
      const events = rest.slice(1, 5);
      const answer = await post(account, batched(events), 'standardwebhooks');
      expect(answer.status).toBe(202);
      expect(answer.body.receipts.map((r) => [r.id, r.verdict])).toEqual(events.map((e) => [e.id, 'accepted']));
    });

    it.each(['svix', 'standardwebhooks'] as const)(
      'finds that the three modes of one event are one event, signed by %s',
      async (signer) => {
        const [first] = (await post(account, structured(story.form), signer)).body.receipts;
        const second = await post(account, binary(story.form), signer);
        const third = await post(account, batched([story.form]), signer);
        for (const { status, body } of [second, third]) {
          expect(status).toBe(200);
          expect(body.receipts).toMatchObject([{ verdict: 'duplicate', position: first?.position }]);
        }
      },
    );

    it('is refused when one byte of the body differs from what was signed', async () => {
      const { headers, body } = structured(story.form);
      const signed = {
        url: account.url,
        apiKey: account.apiKey,
        signingSecret: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
      };
      expect((await post(signed, { headers, body })).status).toBe(401);
    });
  });

  describe('reads the reference and', () => {
    it.each(['/docs', '/docs/'])(
      'gets a page at %s whose scripts and styles all come from the same host',
      async (place) => {
        const page = await fetch(`${account.url}${place}`);
        const html = await page.text();
        const links = [...html.matchAll(/<(?:script|link)[^>]+?(?:src|href)="([^"]+)"/g)].map(
          ([, link]) => link as string,
        );
        expect(page.status).toBe(200);
        expect(links.length).toBeGreaterThan(2);
        for (const link of links) {
          expect(link).not.toMatch(/^(?:[a-z]+:)?\/\//i);
          expect([link, (await fetch(new URL(link, page.url))).status]).toEqual([link, 200]);
        }
        expect(html).not.toMatch(/(?:src|href)="https?:/);
        expect(page.headers.get('content-security-policy')).toContain("connect-src 'self'");
      },
    );

    it('gets OpenAPI 3.1 in which every operation describes every response', async () => {
      const document = await get<OpenApi>(account, '/openapi.json');
      expect(document.openapi).toMatch(/^3\.1\./);
      const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, o]) => ({ name: `${method} ${path}`, ...o })),
      );
      const silent = operations.filter(
        (o) => Object.values(o.responses).length === 0 || Object.values(o.responses).some((r) => !r.description),
      );
      expect(operations.length).toBeGreaterThan(10);
      expect(silent.map((o) => o.name)).toEqual([]);
    });

    it('gets the schemas of the files that a clinic writes, and the reference at the bare address', async () => {
      for (const [file, title] of [
        ['instrument', 'Instrument'],
        ['suggestions', 'Suggestions'],
      ]) {
        expect(await get(account, `/schemas/${file}.json`)).toMatchObject({ title, type: 'object' });
      }
      const front = await fetch(account.url, { redirect: 'manual' });
      expect([front.status, front.headers.get('location')]).toEqual([302, '/docs']);
    });

    it('gets the schema of every event type that is listed', async () => {
      const { types } = await get<{ types: { type: string; schema: string }[] }>(account, '/schemas');
      expect(types.length).toBeGreaterThan(20);
      for (const { type, schema } of types) {
        expect(await (await fetch(`${account.url}${schema}`)).json()).toMatchObject({ title: type, type: 'object' });
      }
    });
  });

  describe('operates it and', () => {
    const basic = (): Record<string, string> => ({
      authorization: `Basic ${Buffer.from(`me:${account.apiKey}`).toString('base64')}`,
    });

    it("reads the product's and BullMQ's metrics with a key, and nothing without", async () => {
      expect((await fetch(`${account.url}/metrics`)).status).toBe(401);
      const response = await fetch(`${account.url}/metrics`, {
        headers: { authorization: `Bearer ${account.apiKey}` },
      });
      const text = await response.text();
      for (const name of [
        'rapport_events_received_total',
        'rapport_accept_seconds_bucket',
        'rapport_process_cpu_seconds_total',
        'rapport_queue_jobs',
      ])
        expect(text).toContain(name);
      expect(text).toContain('follow-shard');
      expect(text).not.toMatch(/ep-modes|cl-modes/);
    });

    it('sees the queues with a key as the password, and is asked for one without', async () => {
      const closed = await fetch(`${account.url}/ops/queues`);
      expect([closed.status, closed.headers.get('www-authenticate')]).toEqual([
        401,
        expect.stringMatching(/^Basic realm/),
      ]);
      const open = await fetch(`${account.url}/ops/queues`, { headers: basic() });
      expect([open.status, await open.text()]).toEqual([200, expect.stringContaining('Rapport queues')]);
    });

    it('may look at the queues and at nothing else: no act of the board is done, with or without a key', async () => {
      const list = async (): Promise<unknown> =>
        (await fetch(`${account.url}/ops/queues/api/queues`, { headers: basic() })).json();
      const names = ((await list()) as { queues: { name: string; isPaused: boolean }[] }).queues.map((q) => [
        q.name,
        q.isPaused,
      ]);
      expect(names).toEqual([
        ['follow-shard', false],
        ['deliver', false],
      ]);
      const acts = appRoutes.api
        .filter(({ method }) => method !== 'get')
        .map(({ method, route }) => ({ method: String(method).toUpperCase(), place: placeOf(String(route)) }));
      expect(acts.some(({ place }) => place.includes('/retry'))).toBe(true);
      const answered: string[] = [];
      for (const { method, place } of acts) {
        const anonymous = await fetch(`${account.url}${place}`, { method });
        expect([place, anonymous.status]).toEqual([place, 401]);
        const json = { 'content-type': 'application/json' };
        const refused = await fetch(`${account.url}${place}`, { method, headers: { ...basic(), ...json }, body: '{}' });
        if (refused.status < 400 || refused.status >= 500) answered.push(place.replace('/ops/queues/api/queues/', ''));
      }
      // these two act on every writable queue of the board: on none, as the list says
      expect(answered).toEqual(['pause', 'resume']);
      expect(
        ((await list()) as { queues: { name: string; isPaused: boolean }[] }).queues.map((q) => [q.name, q.isPaused]),
      ).toEqual(names);
    });
  });
});

const placeOf = (route: string): string =>
  `/ops/queues${route.replace(':queueName', 'follow-shard').replace(':queueStatus', 'failed').replace(':jobId', '1').replace(':schedulerId', '1')}`;

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { readonly responses: Record<string, { readonly description?: string }> }>
  >;
}
