import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import { RapportError } from '#lib/platform';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const bytesOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

/** The body as text where it is UTF-8, else its bytes: what they are is for whoever knows the content type. */
export function textOrBytesOf(request: FastifyRequest): string | Buffer {
  const bytes = bytesOf(request);
  return isUtf8(bytes) ? utf8.decode(bytes) : bytes;
}

/** The body as text. A byte order mark stays in it: whoever parses refuses it. */
export function textOf(request: FastifyRequest): string {
  try {
    return utf8.decode(bytesOf(request));
  } catch {
    throw new RapportError('invalid_json', 'the body is not UTF-8');
  }
}
