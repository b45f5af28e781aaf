/** A span of time as people write it on a command line: `7d`, `90 min`, `1w`. */
import { DAY, HOUR, MINUTE, SECOND } from '#lib/kernel';
import { CliFailure } from './failure.js';

const UNITS: Readonly<Record<string, number>> = { s: SECOND, min: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const SPAN = /^(\d+(?:\.\d+)?) ?(s|min|h|d|w)$/;

/** In milliseconds, above 0; undefined for what is no span. */
export function spanOf(text: string): number | undefined {
  const [, amount, unit] = SPAN.exec(text.trim()) ?? [];
  const ms = Number(amount) * (UNITS[unit ?? ''] ?? NaN);
  return ms > 0 ? ms : undefined;
}

export function needSpan(flag: string, text: string): number {
  const ms = spanOf(text);
  if (ms === undefined)
    throw new CliFailure(`--${flag} ${text} is no span of time`, 'write it like 30s, 90min, 12h, 7d or 2w');
  return ms;
}
