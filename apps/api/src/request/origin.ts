/** Whether a browser sent something from a page of this installation. Every current browser says where it comes from. */
import type { IncomingHttpHeaders } from 'node:http';
import { RapportError } from '#lib/platform';

const CHANGES_NOTHING = ['GET', 'HEAD'];
export const changesNothing = (method: string): boolean => CHANGES_NOTHING.includes(method);

/**
 * `Sec-Fetch-Site` is the browser's own word and counts first. A page of ours names no referrer, so that its forms say
 * `Origin: null`; that is enough only beside that word.
 */
export function comesFromHere(headers: IncomingHttpHeaders, publicUrl: string): boolean {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const isHere = origin !== undefined && (origin === originOf(publicUrl) || hostOf(origin) === host);
  if (site === undefined) return isHere;
  return site === 'same-origin' && (isHere || origin === undefined || origin === 'null');
}

/** Throws `foreign_request`. */
export function needsToComeFromHere(headers: IncomingHttpHeaders, publicUrl: string): void {
  if (!comesFromHere(headers, publicUrl)) throw new RapportError('foreign_request');
}

const originOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).origin : undefined);
const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);
