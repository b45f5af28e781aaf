/** What the conformance suite sends to: a receiver on loopback that can be told to misbehave. */
import type { Socket } from 'node:net';
import type { Transports } from '../channel.js';

/** `busy` is the protocol's own way to say "not now"; the others happen below the protocol. */
export type Behaviour = 'accept' | 'busy' | SocketBehaviour;
export type SocketBehaviour = 'hang' | 'hang-up' | 'flood';

export interface Arrival {
  /** The delivery key, or what the way out makes of it, as the receiver sees it; empty when there is none. */
  readonly key: string;
  /** Headers and bodies, decoded: everything that anybody on the way could read. */
  readonly everything: string;
}
export interface Bench {
  readonly outlet: Transports;
  readonly arrivals: readonly Arrival[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** Far below the real limit, so that a receiver that never answers costs a test a moment, and above what a busy machine takes. */
export const BENCH_TIMEOUT_MS = 2_000;

export function misbehave(socket: Socket, behaviour: SocketBehaviour, greeting: string): void {
  socket.on('error', () => undefined);
  if (behaviour === 'hang-up') socket.destroy();
  if (behaviour === 'flood') flood(socket, greeting);
}

/** Up to 1 GB, as fast as the other side reads. */
function flood(socket: Socket, greeting: string): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let left = 2 ** 30;
  const pour = (): void => {
    while (left > 0 && !socket.destroyed && socket.write(chunk)) left -= chunk.length;
  };
  socket.on('drain', pour);
  socket.write(greeting);
  pour();
}
