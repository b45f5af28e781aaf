/** What the HTTP API says about a recorded database: asked once by the older code, and again by today's. */
import { ask, type ApiHouse } from '../http/api-system.js';
import { keyText, type KeyName } from './keys.js';
import type { Answered } from './recording.js';

export type Asked = Pick<Answered, 'as' | 'path' | 'headers'>;

export async function askAgain(api: ApiHouse, { as, path, headers }: Asked): Promise<Answered> {
  const authorization = `Bearer ${keyText(as as KeyName)}`;
  const reply = await ask(api, path, { headers: { ...headers, authorization } });
  const type = String(reply.headers['content-type']);
  const body = reply.body.replace(DRAWN, '"requestId":"-"');
  return { as, method: 'GET', path, headers, status: reply.statusCode, type, body };
}

/** Another for every request. */
const DRAWN = /"requestId":"[0-9a-f-]{36}"/;

const LANGUAGES = ['en', 'de'];
const EVERY_SO_MANY = 25;

/** Every list, episode, timeline and alert of each clinic in each language, and a few traces of events. */
export async function askEverything(api: ApiHouse): Promise<Answered[]> {
  const answers: Answered[] = [];
  const note = async (as: KeyName, path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> => {
    const answer = await askAgain(api, { as, path, headers });
    answers.push(answer);
    return answer;
  };
  for (const as of ['harbour', 'meadow'] as const) {
    for (const language of LANGUAGES) {
      const headers = { 'accept-language': language };
      for (const path of await pathsOf(api, as)) await note(as, path, headers);
    }
    for (const path of ['/v1/caseload?limit=3', '/v1/pipeline', ...(await tracesOf(api, as))]) await note(as, path);
  }
  for (const path of ['/v1/caseload', '/v1/alerts', '/v1/episodes/ep-open', '/v1/episodes/ep-marked', '/v1/pipeline'])
    await note('harbour-dr-1', path);
  return answers;
}

async function pathsOf(api: ApiHouse, as: KeyName): Promise<string[]> {
  const { rows } = await api.system.parts.db.query<{ path: string }>(
    `SELECT path FROM tenant t, LATERAL (
       SELECT '/v1/episodes/' || substr(stream, 9) AS path FROM stream WHERE tenant = t.id AND stream LIKE 'episode/%'
       UNION ALL
       SELECT '/v1/episodes/' || substr(stream, 9) || '/timeline' FROM stream WHERE tenant = t.id AND stream LIKE 'episode/%'
       UNION ALL SELECT '/v1/alerts/' || id FROM alert WHERE tenant = t.id
     ) p WHERE t.slug = $1 ORDER BY path COLLATE "C"`,
    [as],
  );
  const lists = [
    ...(await pagesOf(api, as)),
    '/v1/caseload?attention=talk-soon',
    '/v1/alerts',
    '/v1/alerts?show=all&limit=200',
  ];
  return [...lists, ...rows.map(({ path }) => path)];
}

const FIRST_PAGE = '/v1/caseload?limit=10';

/** Whether a path is one of these pages. */
export const isPage = (path: string): boolean => path.startsWith(FIRST_PAGE);

/** Cursors are part of what must not change: a reader may hold one over an upgrade. */
export async function pagesOf(api: ApiHouse, as: KeyName): Promise<string[]> {
  const paths = [FIRST_PAGE];
  for (;;) {
    const { body } = await askAgain(api, { as, path: paths.at(-1) ?? '', headers: {} });
    const { nextCursor } = JSON.parse(body) as { nextCursor?: string };
    if (nextCursor === undefined) return paths;
    paths.push(`${FIRST_PAGE}&cursor=${nextCursor}`);
  }
}

async function tracesOf(api: ApiHouse, as: KeyName): Promise<string[]> {
  const { rows } = await api.system.parts.db.query<{ position: number }>(
    `SELECT e.position::int AS position FROM event e JOIN tenant t ON t.id = e.tenant
     WHERE t.slug = $1 AND e.position % $2 = 0 ORDER BY 1`,
    [as, EVERY_SO_MANY],
  );
  return rows.map(({ position }) => `/v1/events/${position}/trace`);
}
