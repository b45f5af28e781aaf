/**
 * The page at /docs signs what is sent to `POST /v1/events` with a secret that stays in the page: it is shown there as one
 * more thing to authorise with, in the place of the headers that come from it, and is no part of the API's own document.
 */
import type { OpenAPIObject } from '@nestjs/swagger';

const SECRET = 'signing-secret';
/** Swagger UI puts the secret into this header; the page takes it out again before anything is sent. */
const HEADER = 'rapport-signing-secret';

export function withSigningSecret(document: OpenAPIObject): OpenAPIObject {
  const append = document.paths['/v1/events']?.post;
  if (!append) return document;
  const securitySchemes = {
    ...document.components?.securitySchemes,
    [SECRET]: {
      type: 'apiKey',
      in: 'header',
      name: HEADER,
      description: 'The signing secret of the key (whsec_...), for POST /v1/events. It stays in this page.',
    },
  } as const;
  const isOurs = (parameter: object): boolean => 'name' in parameter && String(parameter.name).startsWith('webhook-');
  const parameters = (append.parameters ?? []).filter((parameter) => !isOurs(parameter));
  const post = {
    ...append,
    parameters,
    security: (append.security ?? [{}]).map((needed) => ({ ...needed, [SECRET]: [] })),
  };
  return {
    ...document,
    components: { ...document.components, securitySchemes },
    paths: { ...document.paths, '/v1/events': { ...document.paths['/v1/events'], post } },
  };
}

interface PageRequest {
  readonly url: string;
  readonly body?: string;
  readonly headers: Record<string, string>;
}

/** Runs in the browser, where this text is all there is of it. Standard Webhooks: HMAC-SHA-256 of id, time and body. */
export async function signInPage(request: PageRequest): Promise<PageRequest> {
  const secret = request.headers['rapport-signing-secret'];
  delete request.headers['rapport-signing-secret'];
  if (secret === undefined) return request;
  if (!globalThis.crypto?.subtle) throw new Error('a browser signs only at https:// or on this machine');
  const bytes = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const raw = bytes(atob(secret.trim().replace(/^whsec_/, '')));
  const key = await crypto.subtle.importKey('raw', raw, algorithm, false, ['sign']);
  const id = `msg_${crypto.randomUUID()}`;
  const at = String(Math.floor(Date.now() / 1000));
  const signature = await crypto.subtle.sign(
    'HMAC',
    key,
    new TextEncoder().encode(`${id}.${at}.${request.body ?? ''}`),
  );
  request.headers['webhook-id'] = id;
  request.headers['webhook-timestamp'] = at;
  request.headers['webhook-signature'] = `v1,${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
  return request;
}
