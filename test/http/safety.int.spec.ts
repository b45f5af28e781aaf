/** The cover's side of a safety answer: a key of their own opens what they were told of, and only as long as it waits. */
import { DEFAULT_CHOICE } from '#lib/clinic-settings';
import { createKey, operatorOf } from '#lib/identity';
import { DAY, MINUTE, SECOND } from '#lib/kernel';
import { SetClinicChoice, Sweep } from '#lib/pipeline';
import { dyadOf, opened, phq9, sendAndProject } from '#lib/testkit';
import { ask, openApi, type ApiHouse, type Reply } from './api-system.js';

const dyad = dyadOf('ep-1');

describe('whoever covers', () => {
  let api: ApiHouse;
  let headers: Record<string, string>;
  const get = (url: string): Promise<Reply> => ask(api, url, { headers });
  const post = (url: string, payload: object): Promise<Reply> =>
    api.fastify.inject({ method: 'POST', url, headers: { ...headers, 'content-type': 'application/json' }, payload });
  const pass = async (ms: number): Promise<void> => {
    api.system.clock.advance(ms);
    for (let i = 0; i < 2; i++) await api.system.commands.execute(new Sweep(0));
  };

  beforeAll(async () => {
    api = await openApi();
    const { clock, commands, parts, tenant } = api.system;
    const choice = { ...DEFAULT_CHOICE, active: [...DEFAULT_CHOICE.active, 'phq-9'], safety: { cover: 'dr-2' } };
    await commands.execute(new SetClinicChoice(operatorOf(tenant), { choice, over: 0, by: 'lead-1', reason: 'test' }));
    const scopes = ['clinic:read', 'alerts:write'] as const;
    headers = {
      authorization: `Bearer ${await createKey(parts.db, { tenant, label: 'dr-2', scopes, clinician: 'dr-2' })}`,
    };
    const now = clock.now();
    await sendAndProject(api.system, [opened(dyad, now - DAY), phq9(dyad, now - SECOND, { form: 'q1', last: 2 })]);
  });
  afterAll(() => api.close());

  it('reads nothing of another’s client before being told, and then what it takes to act', async () => {
    const urls = ['/v1/episodes/ep-1', '/v1/episodes/ep-1/timeline'];
    for (const url of urls) expect((await get(url)).statusCode).toBe(404);
    await pass(30 * MINUTE);
    for (const url of urls) expect((await get(url)).statusCode).toBe(200);
  });

  it('takes it, and no longer reads when it has ended', async () => {
    const [alert] = (await get('/v1/alerts')).json<{ items: { id: string; clinician: string }[] }>().items;
    expect(alert).toMatchObject({ clinician: 'dr-2', tier: 'act-today' });
    expect((await post(`/v1/alerts/${alert?.id}/acknowledge`, { by: 'dr-2' })).json()).toMatchObject({ changed: true });
    await pass(SECOND);
    expect((await get('/v1/episodes/ep-1')).statusCode).toBe(200);
    await post(`/v1/alerts/${alert?.id}/resolve`, { by: 'dr-2', outcome: 'talked-it-through' });
    await pass(SECOND);
    expect((await get('/v1/episodes/ep-1')).statusCode).toBe(404);
  });
});
