/**
 * Requests that were refused before anybody looked into their events are noted too: for a key, a signature, a size, an
 * address. What is turned away because too much comes is counted alone: noting it would be more of the same.
 */
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '#lib/identity';
import { NoteRefused } from '#lib/pipeline';
import { Clock, Metrics } from '#lib/platform';

export type AtTheDoor = FastifyRequest & {
  principal?: Principal;
  /** Whose a key was that opens nothing any more. */
  formerly?: Principal;
  /** Somebody looks into its events, and notes what becomes of them. */
  isLookedInto?: boolean;
  /** Codes of the refusal. */
  refusedFor?: readonly string[];
};

const DOOR = '/v1/events';
const TURNED_AWAY = new Set(['too_many_requests', 'unavailable']);
/** Under keys that nobody knows anybody may come, as often as he likes. */
const MOST_UNKNOWN_A_SECOND = 20;

export function noteAtTheDoor(fastify: FastifyInstance, app: NestFastifyApplication): void {
  const [commands, clock, metrics] = [app.get(CommandBus), app.get(Clock), app.get(Metrics)];
  const hasRoom = roomFor(MOST_UNKNOWN_A_SECOND, clock);
  fastify.addHook('onResponse', (request: AtTheDoor, reply, done) => {
    if (isRefusedUnread(request)) note(request, reply);
    done();
  });

  function note({ principal: caller, formerly, refusedFor = [] }: AtTheDoor, reply: FastifyReply): void {
    const principal = caller ?? formerly;
    if (refusedFor.some((code) => TURNED_AWAY.has(code)) || (!principal && !hasRoom())) {
      for (const reason of refusedFor) metrics.refused.inc({ reason });
      return;
    }
    const ms = reply.elapsedTime;
    const came = { principal, at: clock.now() - Math.round(ms), ms };
    void commands.execute(new NoteRefused(came, refusedFor)).catch(() => undefined);
  }
}

const isRefusedUnread = ({ method, routeOptions, isLookedInto, refusedFor }: AtTheDoor): boolean =>
  method === 'POST' && routeOptions.url === DOOR && refusedFor !== undefined && isLookedInto !== true;

function roomFor(most: number, clock: Clock): () => boolean {
  let second = 0;
  let used = 0;
  return () => {
    const now = Math.floor(clock.now() / 1_000);
    if (now !== second) used = 0;
    second = now;
    return used++ < most;
  };
}
