import type { Config } from '#lib/platform';
import type { Instance } from '../instance/instance.js';
import { failed, ok, warning, type Check } from './check.js';

const PATIENCE_MS = 3_000;

/** Not running is a state, not a fault; running and not answering is one. */
export async function checkInstance(instance: Instance | undefined): Promise<Check> {
  if (!instance)
    return warning('instance', 'none is running with this data folder', 'npm start   or name another one with --url');
  const { url } = instance;
  try {
    const response = await fetch(`${url}/health/ready`, {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { status } = (await response.json()) as { status?: string };
    if (status === 'ready') return ok('instance', `${url} is ready`);
    if (status === 'degraded')
      return warning(
        'instance',
        `${url} is degraded: the queues are unavailable, so everything is slower`,
        'fix the queues',
      );
    return failed('instance', `${url} answers ${response.status}: ${status ?? 'no status'}`, 'check its log');
  } catch {
    return failed(
      'instance',
      `nothing answers at ${url}`,
      'npm start   or remove the ready.json that a killed process left',
    );
  }
}

/** Links in messages start with it, so it is asked as a person's browser would ask. */
export async function checkPublicAddress({ RAPPORT_PUBLIC_URL: url }: Config): Promise<Check> {
  if (!url)
    return warning(
      'public address',
      'none is set: links in messages lead to the address that the API listens on',
      'set RAPPORT_PUBLIC_URL to what people open in a browser',
    );
  const fix = 'check RAPPORT_PUBLIC_URL, and what stands before the API: name, certificate, forwarding';
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/health/live`, {
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const { status } = (await response.json()) as { status?: string };
    return status === 'live'
      ? ok('public address', `${url} answers`)
      : failed('public address', `${url} is something else`, fix);
  } catch {
    return failed('public address', `Rapport does not answer at ${url}`, fix);
  }
}
