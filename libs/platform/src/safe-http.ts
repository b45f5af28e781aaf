/**
 * The one client for URLs that somebody else typed. A call passes four gates: the text of the URL, every address its
 * name leads to, the peer that was reached, and the size and time of the answer. Outcomes are values; nothing throws.
 */
import { lookup } from 'node:dns/promises';
import { exchange, failed, failureOf, type ResolvedAddress } from './safe-http/exchange.js';
import { isPublicAddress } from './safe-http/address.js';
import {
  bareHost,
  checkUrl,
  isAllowedOrigin,
  type UrlPolicy,
  type UrlRefusal,
  isExactOrigin,
} from './safe-http/url.js';
import type { SafeOutcome, SafeRequest } from './safe-http/outcome.js';
import { SECOND, type Result } from '#lib/kernel';

export { isPublicAddress } from './safe-http/address.js';
export type { SafeFailure, SafeOutcome, SafeRequest } from './safe-http/outcome.js';
export type { UrlRefusal } from './safe-http/url.js';

export interface SafeHttp {
  request(request: SafeRequest): Promise<SafeOutcome>;
  /** The judgement of the text alone, for the moment when a URL is saved. */
  checkUrl(url: string): Result<URL, UrlRefusal>;
}
export interface SafeHttpOptions {
  /** Exact origins ("http://127.0.0.1:9999") that skip the rules on scheme, port, host and address. Default none. */
  readonly allowedOrigins?: readonly string[];
  /** Default 443 and 8443. */
  readonly ports?: readonly number[];
  /** For name, connection and reply together. Default 15 seconds. */
  readonly timeoutMs?: number;
  /** Default 64 kB. */
  readonly maxReplyBytes?: number;
  /** Name to addresses, asked once for each request. Default: the operating system. */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>;
}

const DEFAULTS = {
  allowedOrigins: [] as readonly string[],
  ports: [443, 8443] as readonly number[],
  timeoutMs: 15 * SECOND,
  maxReplyBytes: 64 * 1024,
  resolve: (host: string): Promise<readonly ResolvedAddress[]> => lookup(host, { all: true }),
};
type Limits = typeof DEFAULTS;

/** @throws TypeError when an allowed origin is not an exact http or https origin: a typo must not widen the gate. */
export function createSafeHttp(options: SafeHttpOptions = {}): SafeHttp {
  const limits: Limits = { ...DEFAULTS, ...options };
  const wrong = limits.allowedOrigins.find((origin) => !isExactOrigin(origin));
  if (wrong !== undefined) throw new TypeError(`"${wrong}" is not an exact origin such as http://127.0.0.1:9999`);
  return {
    checkUrl: (url) => checkUrl(url, limits),
    request: (request) => call(request, limits),
  };
}

async function call(request: SafeRequest, limits: Limits): Promise<SafeOutcome> {
  const checked = checkUrl(request.url, limits);
  if (!checked.ok) return failed('refused-url', checked.error.detail);
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  try {
    const addresses = await inTime(limits.resolve(bareHost(checked.value.hostname)), deadline);
    if (!mayConnect(addresses, checked.value, limits)) {
      return failed('refused-address', 'the host does not lead to the public internet alone');
    }
    return await exchange({ url: checked.value, request, addresses, maxReplyBytes: limits.maxReplyBytes, deadline });
  } catch (error) {
    return failureOf(error, deadline);
  }
}

/** One private address among public ones is enough to refuse: which of them is used would be the stranger's choice. */
function mayConnect(addresses: readonly ResolvedAddress[], url: URL, policy: UrlPolicy): boolean {
  if (addresses.length === 0) return false;
  return isAllowedOrigin(url, policy) || addresses.every(({ address }) => isPublicAddress(address));
}

/** A name server that hangs cannot be cancelled, only left behind. */
function inTime<T>(work: Promise<T>, deadline: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    deadline.addEventListener('abort', () => reject(deadline.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
