import { freePort, nextFreePort, portFault } from '#lib/platform';

/** A port that is free now; 0 becomes a real number before anything is composed, because links need it. */
export async function needPort(wanted: number, host: string): Promise<number> {
  const free = await freePort(wanted, host).catch((cause: unknown) =>
    Promise.reject(portFault('RAPPORT_PORT', wanted, cause)),
  );
  if (free !== undefined) return free;
  const next = await nextFreePort(wanted, host);
  throw new Error(
    `port ${wanted} is taken by another program; the next free one is ${next ?? 0}:  RAPPORT_PORT=${next ?? 0} npm start`,
  );
}
