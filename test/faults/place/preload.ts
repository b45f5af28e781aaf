/** Small programs that a process of the product loads first, so that it can be disturbed from outside without a hook in it. */
import path from 'node:path';
import type { Environment } from './crew.js';

const preload = (name: string): string =>
  `--require ${path.join(process.cwd(), 'test', 'faults', 'place', 'preload', `${name}.cjs`)}`;

/** Its clock is off by so much. */
export const skewedBy = (ms: number): Environment => ({ NODE_OPTIONS: preload('skew'), SKEW_MS: String(ms) });

/** At SIGUSR2 its event loop stands still for so long. */
export const blocksFor = (ms: number): Environment => ({ NODE_OPTIONS: preload('busy'), BUSY_MS: String(ms) });
