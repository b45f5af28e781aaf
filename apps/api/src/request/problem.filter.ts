/** Every refusal leaves as application/problem+json. What is not foreseen is a 500 without a word about the inside. */
import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  RapportError,
  isUnavailable,
  problemOf,
  throttledLog,
  systemClock,
  type ErrorCode,
  type Logger,
} from '#lib/platform';

const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'invalid_json',
  401: 'unauthenticated',
  403: 'scope_required',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'too_large',
  414: 'not_found',
  415: 'unsupported_media_type',
  422: 'invalid_query',
  429: 'too_many_requests',
};

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(thrown, {
      request: http.getRequest<FastifyRequest>(),
      reply: http.getResponse<FastifyReply>(),
      logger: this.logger,
    });
  }
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly logger: Logger;
}

/** An outage is one fact, however many requests meet it. */
const OUTAGES: readonly ErrorCode[] = ['unavailable', 'audit_unavailable'];
const sayUnavailable = throttledLog(1_000, systemClock);

export function sendProblem(thrown: unknown, { request, reply, logger }: Exchange): void {
  const error = brokenOff(thrown, request) ?? asRapportError(thrown);
  const problem = problemOf(error, request.id);
  noteRefusal(request, error);
  if (problem.status >= 500) {
    const entry = { requestId: request.id, code: error.code, cause: causeOf(thrown) };
    if (!OUTAGES.includes(error.code)) logger.error(entry, problem.title);
    else sayUnavailable(entry.cause, (suppressed) => logger.error({ ...entry, suppressed }, problem.title));
  }
  if (error.more.retryAfter !== undefined) void reply.header('Retry-After', String(error.more.retryAfter));
  if (error.more.allow !== undefined) void reply.header('Allow', error.more.allow.join(', '));
  if (problem.status === 401 && !reply.hasHeader('WWW-Authenticate')) void reply.header('WWW-Authenticate', 'Bearer');
  void reply
    .status(problem.status)
    .header('Content-Type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** For whoever notes what came to the door. A closer reason that the sender is not told may stand there already. */
function noteRefusal(request: FastifyRequest & { refusedFor?: readonly string[] }, { code, more }: RapportError): void {
  const faults = (more.faults ?? []).map((fault) => fault.code);
  request.refusedFor = [...new Set([code, ...faults, ...(request.refusedFor ?? [])])];
}

/** A client that hangs up while its body comes in: the error is the same as that of a store, and says nothing about it. */
const brokenOff = (thrown: unknown, { raw }: FastifyRequest): RapportError | undefined =>
  raw.errored !== null && raw.errored === thrown
    ? new RapportError('bad_request', 'the body ended before it was complete', { cause: thrown })
    : undefined;

function asRapportError(thrown: unknown): RapportError {
  if (thrown instanceof RapportError) return thrown;
  if (isUnavailable(thrown)) return new RapportError('unavailable', undefined, { retryAfter: 2, cause: thrown });
  const status =
    thrown instanceof HttpException ? thrown.getStatus() : (thrown as { statusCode?: number } | null)?.statusCode;
  const code = status === undefined ? undefined : BY_STATUS[status];
  return new RapportError(code ?? 'internal', undefined, { cause: thrown });
}

/** The kind of the error and where, never its message: a message may quote what a person sent. */
function causeOf(thrown: unknown): string {
  const cause = thrown instanceof RapportError ? (thrown.more.cause ?? thrown) : thrown;
  if (!(cause instanceof Error)) return typeof cause;
  const where =
    cause.stack
      ?.split('\n')
      .filter((line) => line.trim().startsWith('at '))
      .slice(0, 4)
      .map((l) => l.trim()) ?? [];
  return [cause.name, (cause as { code?: string }).code ?? '', ...where].filter(Boolean).join(' | ');
}
