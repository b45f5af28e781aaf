/**
 * The two cookies of a person's browser. `__Host-` binds a cookie to exactly this host and to TLS; browsers take it on
 * loopback without TLS, too.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';

const SESSION = '__Host-rapport';
const DEVICE = '__Host-rapport-device';
const SAFE = 'Path=/; Secure; HttpOnly; SameSite=Lax';
const HALF_A_YEAR_SECONDS = 15_552_000;

function cookieOf({ headers }: FastifyRequest, name: string): string | undefined {
  const all = (headers.cookie ?? '').split(';').map((part) => part.trim());
  return all.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
}

export const sessionTokenOf = (request: FastifyRequest): string | undefined => cookieOf(request, SESSION);
export const deviceProofOf = (request: FastifyRequest): string | undefined => cookieOf(request, DEVICE);

/** The session goes with the browser, or at its own end; the device is known again for half a year. */
export const rememberSession = (reply: FastifyReply, token: string, proof: string): void =>
  void reply.header('Set-Cookie', [
    `${SESSION}=${token}; ${SAFE}`,
    `${DEVICE}=${proof}; ${SAFE}; Max-Age=${HALF_A_YEAR_SECONDS}`,
  ]);

export const forgetSession = (reply: FastifyReply): void =>
  void reply.header('Set-Cookie', `${SESSION}=; ${SAFE}; Max-Age=0`);
