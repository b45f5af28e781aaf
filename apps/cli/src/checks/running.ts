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
