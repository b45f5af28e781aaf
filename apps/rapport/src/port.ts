import { createServer } from 'node:net';

/** A port that is free now; 0 becomes a real number before anything is composed, because links need it. */
export function freePort(wanted: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(
        taken
          ? new Error(`port ${wanted} is taken by another program; choose one:  RAPPORT_PORT=8081 npm start`)
          : cause,
      );
    });
    probe.listen(wanted, host, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
