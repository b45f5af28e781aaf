/** Ports are looked at before anything else is started, so that a taken one costs a sentence and nothing more. */
import { createServer } from 'node:net';
import { ConfigError } from './config.js';

/** The port that was asked for when it is free; 0 becomes a real number. Undefined when another program has it. */
export function freePort(wanted: number, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) =>
      cause.code === 'EADDRINUSE' ? resolve(undefined) : reject(cause),
    );
    probe.listen(wanted, host, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** A port that cannot be had is a fault of the configuration, and said before anything else is opened. */
export async function needFreePort(name: string, port: number, host: string): Promise<void> {
  const free = await freePort(port, host).catch((cause: unknown) => Promise.reject(portFault(name, port, cause)));
  if (free === undefined) throw portFault(name, port, { code: 'EADDRINUSE' });
}

/** Why a port could not be opened, in words. */
export function portFault(name: string, port: number, cause: unknown): ConfigError {
  const code = (cause as { code?: string } | null)?.code ?? String(cause);
  if (code === 'EADDRINUSE') return new ConfigError([`${name} ${port} is taken by another program`]);
  const where = NO_ADDRESS.has(code)
    ? 'RAPPORT_HOST is no address of this machine'
    : `${name} ${port} cannot be opened`;
  return new ConfigError([`${where} (${code})`]);
}

const NO_ADDRESS = new Set(['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL']);

const REFUSED = new Set(['EADDRINUSE', 'EACCES', 'EADDRNOTAVAIL', 'EPERM']);

/** Of a start that opens a port and more: what a port is refused for is its fault, anything else is said as it is. */
export const startFault = (name: string, port: number, cause: unknown): unknown =>
  REFUSED.has((cause as { code?: string } | null)?.code ?? '') ? portFault(name, port, cause) : cause;

const LAST_PORT = 65_535;

/** The first free port after one that is taken. */
export async function nextFreePort(taken: number, host: string): Promise<number | undefined> {
  for (let port = taken + 1; port <= LAST_PORT; port++) if ((await freePort(port, host)) !== undefined) return port;
  return undefined;
}
