/**
 * Which URLs may be called on behalf of somebody else. Everything here is about the text; where the name leads is
 * judged when it is called, because that can change after it was saved.
 */
import { isIP } from 'node:net';
import { fail, succeed, type Result } from '#lib/kernel';

export interface UrlPolicy {
  /** Exact origins, such as "http://127.0.0.1:9999", that an operator trusts: scheme, port, host and address are free. */
  readonly allowedOrigins: readonly string[];
  readonly ports: readonly number[];
}
export interface UrlRefusal {
  readonly code: 'url_not_allowed';
  /** Names the rule, never the URL: safe to log. */
  readonly detail: string;
}

export const MAX_URL_LENGTH = 2_000;
const secretName =
  /(?:^|[_-]|access|api|auth|client)(?:key|token|secret|password|pwd|sig|signature|auth|credential)s?$/i;
const insideName = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/i;

interface Rule {
  readonly detail: string;
  readonly broken: (url: URL, written: string) => boolean;
}

const ALWAYS: readonly Rule[] = [
  { detail: 'must begin with https://', broken: (url) => url.protocol !== 'https:' && url.protocol !== 'http:' },
  { detail: 'must not carry a user name or password', broken: (_, text) => /^[a-z]+:\/*[^/?#]*@/i.test(text) },
  { detail: 'must not have a fragment', broken: (_, text) => text.includes('#') },
  { detail: 'must name its host in plain form', broken: (url, text) => writtenHost(text) !== url.hostname },
  {
    detail: 'must not carry a key or token in its query',
    broken: (url) => [...url.searchParams.keys()].some((name) => secretName.test(name)),
  },
];

const FOR_STRANGERS: readonly Rule[] = [
  { detail: 'must begin with https://', broken: (url) => url.protocol !== 'https:' },
  { detail: 'must name a host, not an address', broken: ({ hostname }) => isIP(bareHost(hostname)) !== 0 },
  {
    detail: 'must name a host on the public internet',
    broken: ({ hostname }) => !hostname.includes('.') || hostname.endsWith('.') || insideName.test(hostname),
  },
];

/** The parsed URL, or the first rule it breaks. The same judgement when it is saved and each time it is called. */
export function checkUrl(text: string, policy: UrlPolicy): Result<URL, UrlRefusal> {
  if (text.length > MAX_URL_LENGTH) return refuse(`must have at most ${MAX_URL_LENGTH} characters`);
  if (!/^[!-[\]-~]+$/.test(text)) return refuse('must be plain ASCII; write an international name in its xn-- form');
  if (!URL.canParse(text)) return refuse('must be a complete URL');
  const url = new URL(text);
  const rules = isAllowedOrigin(url, policy) ? ALWAYS : [...ALWAYS, ...FOR_STRANGERS, portRule(policy.ports)];
  const broken = rules.find((rule) => rule.broken(url, text));
  return broken ? refuse(broken.detail) : succeed(url);
}

export const isAllowedOrigin = (url: URL, policy: UrlPolicy): boolean => policy.allowedOrigins.includes(url.origin);

/** Scheme, host and port, and nothing else. */
export const isExactOrigin = (text: string): boolean =>
  /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** Without the brackets that a URL puts around an IPv6 address. */
export const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

const portRule = (ports: readonly number[]): Rule => ({
  detail: `must use port ${ports.join(' or ')}`,
  broken: (url) => !ports.includes(Number(url.port || 443)),
});

/** What stands where the host belongs. Parsers read 0x7f.1, 2130706433 and %6c as hosts too; people do not. */
const writtenHost = (text: string): string | undefined =>
  /^[a-z]+:\/\/(\[[^\]]*\]|[^/:?#]+)/i.exec(text)?.[1]?.toLowerCase();

const refuse = (detail: string): Result<never, UrlRefusal> => fail({ code: 'url_not_allowed', detail });
