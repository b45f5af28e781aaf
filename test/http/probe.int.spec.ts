import { openApi } from './api-house.js';
import { cloneDatabase } from '#lib/testkit';
it('x', async () => {
  const api = await openApi({ backend: 'postgres' });
  expect(1).toBe(1);
  const out: string[] = [api.fastify.printRoutes({ commonPrefix: false }), await cloneDatabase()];
  for (const [m, u] of [['PUT', '/ops/queues/api/queues/pause'], ['PATCH', '/ops/queues/api/queues/x/job-schedulers/y'], ['GET', '/docs/docs/swagger-ui-init.js'],['GET','/docs'],['GET','/v1/alerts?cursor=' ]] as const) {
    const r = await api.fastify.inject({ method: m, url: u });
    out.push(`${m} ${u} ${r.statusCode} ${r.headers['content-type']} ${r.body.slice(0, 300)}`);
  }
  process.stdout.write(out.join('\n') + '\n');
  await api.close();
});
