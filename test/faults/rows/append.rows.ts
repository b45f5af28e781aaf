/** The moment of the commit: an API that dies before or after it, and an answer that is lost on the way. */
import { eventually } from '#lib/testkit';
import type { SentEvent } from '../load/events.js';
import { aStory } from './acts.js';
import type { FaultRow, Scene } from './row.js';

/** Each of them starts an API. */
const roundsOf = ({ quick }: Scene): number => (quick ? 1 : 3);

/** Sends one event to an API that is going to die of it, and answers what the retry says elsewhere. */
async function dieAndRetry(
  scene: Scene,
  point: string,
  event: SentEvent,
): Promise<{ logged: number; status: number; verdict: string | undefined }> {
  const { system, load, clinic, killed } = scene;
  const doomed = await system.start('api', { RAPPORT_CRASH_AT: point });
  const reply = await load.send('fresh', [event], doomed.url);
  scene.expect(reply.status === 0, `the doomed API answered ${reply.status}`);
  const { signal } = await doomed.ended;
  scene.expect(signal === 'SIGKILL', `the API ended with ${signal} and not at ${point}`);
  killed();
  const { rows } = await system.sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM event WHERE tenant = $1 AND external_id = $2',
    [clinic.tenant, event.id],
  );
  const retry = await load.send('fresh', [event]);
  return { logged: rows[0]?.n ?? -1, status: retry.status, verdict: retry.receipts[0]?.verdict };
}

export const killedAfterCommit: FaultRow = {
  id: 'F-01',
  title: 'API killed after the commit, before the reply',
  async inject(scene) {
    for (const event of aStory(scene).events.slice(0, roundsOf(scene))) {
      const { logged, status, verdict } = await dieAndRetry(scene, 'append.afterCommit', event);
      scene.expect(logged === 1, `${logged} rows after the commit`);
      scene.expect(status === 200 && verdict === 'duplicate', `the retry was answered ${status} ${verdict}`);
    }
  },
};

export const killedBeforeCommit: FaultRow = {
  id: 'F-02',
  title: 'API killed before the commit',
  async inject(scene) {
    for (const event of aStory(scene).events.slice(0, roundsOf(scene))) {
      const { logged, status } = await dieAndRetry(scene, 'append.beforeCommit', event);
      scene.expect(logged === 0, `${logged} rows before the commit`);
      scene.expect(status === 202, `the retry was answered ${status}`);
    }
  },
};

/**
 * The append is one statement that commits by itself; BEGIN and COMMIT never go over the wire for it, and its text only
 * once for each connection. It is the only one whose values hold whole events.
 */
const APPEND_STATEMENT = '"specversion"';

async function loseAnswers(scene: Scene, when: 'known' | 'blind'): Promise<void> {
  const { api } = scene.system.proxies;
  const rounds = scene.quick ? 3 : 10;
  let lost = 0;
  for (const event of aStory(scene).events.slice(0, rounds)) {
    const before = api.cuts;
    api.cutReplies({ after: APPEND_STATEMENT, when, times: before + 1 });
    const reply = await scene.load.send('fresh', [event]);
    // the cut may have met a statement of the load that runs beside; then that one was lost
    if (reply.status !== 503) continue;
    lost++;
    scene.expect((reply.retryAfter ?? 99) <= 2, `503 asks to wait ${reply.retryAfter} s`);
    const retry = await scene.load.send('fresh', [event]);
    scene.expect(
      retry.status === 200 || (when === 'blind' && retry.status === 202),
      `the retry after a lost answer (${when}) was answered ${retry.status}`,
    );
  }
  await eventually('the last cut to be made', () => api.cuts >= 1, 10_000);
  scene.note(`lost ${when}`, `${lost} of ${api.cuts} cuts`);
  api.heal();
}

export const commitUnknown: FaultRow = {
  id: 'F-32',
  title: 'the commit went up, its answer never came',
  rate: 4,
  async inject(scene) {
    await loseAnswers(scene, 'known');
    await loseAnswers(scene, 'blind');
  },
};
