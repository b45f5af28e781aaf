/**
 * Health and metrics for those who watch a process, on a port of its own and without a key. It is opened before the
 * process connects to anything, so that a taken port is refused in time and a start that takes long can be watched.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { RapportError, isUnavailable, portFault, problemOf, type ErrorCode, type Logger } from '#lib/platform';
import { metricsText, type Watched } from './metrics-text.js';

/** Of what the post tells, and where it says that it could not. */
interface WatchedProcess extends Watched {
  readonly logger: Pick<Logger, 'error'>;
}

export interface WatchPost {
  /** From now on it speaks of this; until then the process is starting. */
  watch(watched: WatchedProcess): void;
  close(): void;
}
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const json = (status: number, body: object): Answer => ({
  status,
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(body),
});
const problem = (code: ErrorCode): Answer => {
  const found = problemOf(new RapportError(code));
  return { ...json(found.status, found), type: 'application/problem+json; charset=utf-8' };
};

/** Port 0 opens none. */
export async function openWatchPost(port: number, host: string): Promise<WatchPost> {
  if (port === 0) return { watch: () => undefined, close: () => undefined };
  let watched: WatchedProcess | undefined;
  const server = createServer((request, response) => {
    void answerTo(request, watched)
      .catch((error: unknown) => failed(error, watched))
      .then((answer) => send(answer, request, response));
  });
  await listening(server, port, host);
  return {
    watch: (what) => void (watched = what),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const listening = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(portFault('RAPPORT_METRICS_PORT', port, cause)));
    server.listen(port, host, resolve);
  });

async function answerTo({ method, url }: IncomingMessage, watched: WatchedProcess | undefined): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return problem('method_not_allowed');
  switch (url?.split('?')[0] ?? '') {
    case '/health/live':
      return json(200, { status: 'live' });
    case '/health/ready':
      return readyAnswer(watched);
    case '/metrics':
      return metricsAnswer(watched);
    default:
      return problem('not_found');
  }
}

/** Whoever watches is told that this failed, and the log why. */
function failed(error: unknown, watched: WatchedProcess | undefined): Answer {
  watched?.logger.error({ error: String(error) }, 'the watch post could not answer');
  return problem(isUnavailable(error) ? 'unavailable' : 'internal');
}

async function readyAnswer(watched: WatchedProcess | undefined): Promise<Answer> {
  const ready = watched ? await watched.readiness.look() : { status: 'starting' };
  return json(ready.status === 'ready' || ready.status === 'degraded' ? 200 : 503, ready);
}

async function metricsAnswer(watched: WatchedProcess | undefined): Promise<Answer> {
  if (!watched) return json(503, { status: 'starting' });
  return { status: 200, type: watched.metrics.registry.contentType, body: await metricsText(watched) };
}

function send({ status, type, body }: Answer, { method }: IncomingMessage, response: ServerResponse): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Cache-Control': 'no-store',
    ...(status === 405 && { Allow: 'GET, HEAD' }),
    ...(status === 503 && { 'Retry-After': '2' }),
  });
  response.end(method === 'HEAD' ? undefined : body);
}
