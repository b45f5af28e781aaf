import type { EventTrace } from '#lib/pipeline';
import { misuse } from '../line/failure.js';
import { call, needInstance } from '../instance/instance.js';
import { columns } from '../line/output.js';
import { type Run } from '../line/verb.js';
import type { traceVerb } from './trace.verb.js';

export const runTrace: Run<typeof traceVerb> = async ({ words, flags, out, host }) => {
  const instance = needInstance(flags, host);
  const trace = await call<EventTrace>(
    instance,
    { method: 'GET', path: pathOf(words[0] ?? '', flags.source) },
    host.signal,
  );
  out.show(trace, () => traceText(trace));
  return 0;
};

function pathOf(event: string, source: string | undefined): string {
  if (source !== undefined) return `/v1/events?${new URLSearchParams({ source, id: event }).toString()}`;
  if (/^[0-9]{1,15}$/.test(event)) return `/v1/events/${event}/trace`;
  throw misuse(`"${event}" is not a position`, 'an id needs its source too: --source <uri>');
}

/** Times are counted from the receipt, because the question is how long each step took. */
export function traceText({ type, position, source, id, episode, recordedAt, traceparent, steps }: EventTrace): string {
  const receipt = Date.parse(steps[0]?.at ?? '');
  const rows = steps.map(({ step, at, detail }) => [sinceReceipt(at, receipt), step, detail]);
  return [
    `${type}  position ${position}`,
    columns([
      ['  id', id],
      ['  source', source],
      ...(episode ? [['  episode', episode]] : []),
      ...(traceparent ? [['  trace', traceparent]] : []),
      ...(recordedAt ? [['  written down', recordedAt]] : []),
      ['  received', steps[0]?.at ?? '-'],
    ]),
    '',
    columns(rows.map(([time = '', ...rest]) => [time.padStart(10), ...rest])),
  ].join('\n');
}

export function sinceReceipt(at: string | undefined, receipt: number): string {
  const ms = Date.parse(at ?? '') - receipt;
  if (Number.isNaN(ms)) return '';
  if (Math.abs(ms) < 1_000) return `${ms < 0 ? '' : '+'}${Math.round(ms)} ms`;
  const s = ms / 1_000;
  if (Math.abs(s) < 120) return `+${s.toFixed(1)} s`;
  return Math.abs(s) < 7_200 ? `+${Math.round(s / 60)} min` : `+${Math.round(s / 3_600)} h`;
}
