/**
 * Time zones by the list that this machine knows, aliases included: `Intl.supportedValuesOf` leaves out names that are
 * still in every calendar, such as US/Pacific and EST5EDT, so each name is tried, once.
 */
import { MINUTE } from './instant.js';
import { nearest } from './nearest.js';

/** What a name of the IANA database looks like. An offset such as +01:00 is none: it does not know of summer time. */
export const ZONE_PATTERN = '^(?!Etc/Unknown$)[A-Za-z][A-Za-z0-9_+-]{1,30}(?:/[A-Za-z0-9_+-]{1,30}){0,3}$';
const shape = new RegExp(ZONE_PATTERN);
export const LONGEST_ZONE = 64;

/** Far more than there are zones: a sender that makes names up cannot fill the memory. */
const REMEMBERED = 2_000;
const known = new Map<string, boolean>();

export function isZone(name: unknown): name is string {
  if (typeof name !== 'string') return false;
  return known.get(name) ?? remember(name, name.length <= LONGEST_ZONE && shape.test(name) && isSupported(name));
}

function remember(name: string, is: boolean): boolean {
  if (known.size >= REMEMBERED) known.clear();
  known.set(name.slice(0, LONGEST_ZONE + 1), is);
  return is;
}

function isSupported(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== undefined;
  } catch {
    return false;
  }
}

/** What to send instead of a name that is none. */
export function zoneHint(name: unknown): string {
  if (typeof name !== 'string') return EXAMPLE;
  if (/^(?:UTC|GMT|Z)?[+-]?[0-9]/.test(name.trim()))
    return 'send the zone that the clinic lives in, not an offset: it keeps its hours over summer time; for UTC itself send UTC';
  const meant = nearest(name.trim().replaceAll(' ', '_'), Intl.supportedValuesOf('timeZone'));
  return meant ? `did you mean "${meant}"?` : EXAMPLE;
}

const EXAMPLE = 'send the name of the IANA database, such as Europe/Berlin, or leave it out';

/** Making one is slow, and a clinic has one zone or two. */
const MOST_CLOCKS = 50;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Minutes by which the clocks of a zone are ahead of UTC at an instant. */
export function zoneOffsetAt(timeZone: string, at: number): number {
  const shown = Date.parse(`${clockOf(timeZone).format(at).replace(' ', 'T')}Z`);
  return Math.round((shown - at) / MINUTE);
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  clocks.set(timeZone, clock);
  return clock;
}
