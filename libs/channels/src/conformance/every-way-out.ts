import type { Bench } from './bench.js';
import { mailBench } from './mail.bench.js';
import { webhookBench } from './webhook.bench.js';

/** Every way out of the house at once: wherever a channel's example points, its message arrives at a receiver here. */
export async function everyWayOut(now: () => number): Promise<Bench> {
  const web = await webhookBench(now);
  const post = await mailBench(now);
  const { http } = web.outlet;
  return {
    outlet: {
      http: {
        checkUrl: (url) => http.checkUrl(url),
        request: (request) => http.request({ ...request, url: web.url }),
      },
      mail: post.outlet.mail,
      clock: now,
    },
    get arrivals() {
      return [...web.arrivals, ...post.arrivals];
    },
    behave(behaviour) {
      web.behave(behaviour);
      post.behave(behaviour);
    },
    close: async () => {
      await web.close();
      await post.close();
    },
  };
}
