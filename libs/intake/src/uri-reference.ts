/**
 * URI references by the grammar of RFC 3986, which is what CloudEvents asks of `source`. The parser that browsers share
 * repairs what it reads: a source with a blank in it would pass, and be another one elsewhere.
 */

/** Appendix B of RFC 3986 takes any text apart. */
const PARTS = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*$/;
const AUTHORITY = /^(?:[^@]*@)?(?:\[([^\]]*)\]|[^@:[\]]*)(?::[0-9]*)?$/;
/** pchar and the slash: unreserved, escapes of two hexadecimal digits, sub-delims, colon and at sign. */
const PATH = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*$/;
const QUERY = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*$/;

/** A sender has one source, which comes with each of its events. */
let lastGood = '';

export function isUriReference(text: string): boolean {
  if (text === lastGood) return true;
  const good = hasItsGrammar(text);
  if (good) lastGood = text;
  return good;
}

function hasItsGrammar(text: string): boolean {
  const [, scheme, authority, path, query, fragment] = PARTS.exec(text) ?? [];
  return (
    fits(SCHEME, scheme) && isAuthority(authority) && fits(PATH, path) && fits(QUERY, query) && fits(QUERY, fragment)
  );
}

/** A part that is not there is fine. */
const fits = (grammar: RegExp, part: string | undefined): boolean => part === undefined || grammar.test(part);

/** `user@host:port`; the host may be an IPv6 address in brackets, which only a parser of addresses can judge. */
function isAuthority(authority: string | undefined): boolean {
  if (authority === undefined) return true;
  const found = AUTHORITY.exec(authority);
  if (!found) return false;
  const literal = found[1];
  return literal === undefined ? PATH.test(authority) : URL.canParse(`http://[${literal}]/`);
}
