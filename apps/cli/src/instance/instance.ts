/** The running instance: where it is, how to speak to it, and how its refusals read. */
import fs from 'node:fs';
import path from 'node:path';
import type { Problem, Ways } from '#lib/platform';
import { CliFailure } from '../line/failure.js';
import type { InstanceFlags } from '../line/shared-flags.js';
import { PROGRAM, type Host } from '../line/verb.js';

export interface Instance {
  /** Without a slash at the end. */
  readonly url: string;
  readonly key: string | undefined;
  readonly secret: string | undefined;
}
export interface Ready {
  readonly url: string;
  readonly apiKey?: string;
  readonly signingSecret?: string;
  readonly tenant?: string;
  readonly pid?: number;
  /** What the demo sends mail and webhooks by. */
  readonly ways?: Ways;
}

const readyFile = (host: Host): string => path.join(host.config().RAPPORT_DATA, 'ready.json');

/** What `npm start` left for scripts; undefined when it does not run, or runs with another data folder. */
export function readReady(host: Host): Ready | undefined {
  try {
    const ready = JSON.parse(fs.readFileSync(readyFile(host), 'utf8')) as Ready;
    return typeof ready.url === 'string' ? { ...ready, url: bare(ready.url) } : undefined;
  } catch {
    return undefined;
  }
}

export const findInstance = (flags: InstanceFlags, host: Host): Instance | undefined =>
  instanceFrom(flags, readReady(host));

/** Flags first, then the ready file. Its keys are used for its own address only: no other host gets to see them. */
export function instanceFrom(flags: InstanceFlags, ready: Ready | undefined): Instance | undefined {
  const url = flags.url === undefined ? ready?.url : bare(flags.url);
  if (url === undefined) return undefined;
  const { apiKey, signingSecret }: Partial<Ready> = url === ready?.url ? ready : {};
  return { url, key: flags.key ?? apiKey, secret: flags.secret ?? signingSecret };
}

const bare = (url: string): string => url.replace(/\/+$/, '');

export function needInstance(flags: InstanceFlags, host: Host): Instance & { readonly key: string } {
  const found = findInstance(flags, host);
  if (!found)
    throw new CliFailure(
      `no running instance was found (there is no ${readyFile(host)})`,
      'start one:  npm start   or name it:  --url, --key, --secret',
    );
  const { key } = found;
  if (key === undefined)
    throw new CliFailure(
      `there is no API key for ${found.url}`,
      `give one with --key, or make one:  ${PROGRAM} keys create --label cli --scope events:write --scope clinic:read --scope operate`,
    );
  return { ...found, key };
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}
const PATIENCE_MS = 30_000;

/** The JSON answer, whatever it says. Throws what a person can act on: nothing there, or a refusal in words. */
export async function call<T>(instance: Instance, request: HttpRequest, signal: AbortSignal): Promise<T> {
  const response = await reach(instance, request, signal);
  const answer = (await response.json().catch(() => undefined)) as unknown;
  if (response.ok && answer !== undefined) return answer as T;
  throw isProblem(answer)
    ? refusal(answer)
    : new CliFailure(`${instance.url} answered ${response.status}, but not like Rapport`, 'check --url');
}

async function reach({ url, key }: Instance, request: HttpRequest, signal: AbortSignal): Promise<Response> {
  const { method, path: where, headers = {}, body } = request;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  const authorization = key === undefined ? {} : { authorization: `Bearer ${key}` };
  try {
    return await fetch(`${url}${where}`, {
      method,
      headers: { ...authorization, ...headers },
      body: body ?? null,
      redirect: 'error',
      signal: patience,
    });
  } catch (cause) {
    if (signal.aborted) throw new CliFailure('stopped', 'run it again to continue');
    const late = (cause as Error).name === 'TimeoutError';
    throw new CliFailure(
      late ? `${url} did not answer within ${PATIENCE_MS / 1_000} s` : `nothing answers at ${url}`,
      'is it running?  npm start   Elsewhere?  --url',
    );
  }
}

const isProblem = (answer: unknown): answer is Problem =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer && 'status' in answer;

/** A refusal with every pointer and hint that came with it. */
export function refusal(problem: Problem): CliFailure {
  const lines = [`${problem.status} ${problem.title} (${problem.code})${problem.detail ? `: ${problem.detail}` : ''}`];
  for (const { pointer, code, detail, hint } of problem.errors ?? []) {
    lines.push(`  ${pointer || '(the whole body)'}  ${detail} (${code})`);
    if (hint) lines.push(`    ${hint}`);
  }
  if (problem.requestId) lines.push(`  request ${problem.requestId}`);
  return new CliFailure(lines.join('\n'), problem.hint);
}
