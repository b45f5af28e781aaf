/** The time of the synthetic clinic that `npm start` runs: how fast it goes, and a jump ahead. */
import { MINUTE, SECOND } from '#lib/kernel';
import { durationInWords } from '#lib/presentation';
import { CliFailure } from '../line/failure.js';
import { call, type Instance } from './instance.js';
import { needSpan, spanOf } from '../line/span.js';
import { PROGRAM } from '../line/verb.js';

interface TimeNow {
  readonly clinicTime: string;
  readonly speed: number;
  readonly behindSeconds: number;
  readonly jumpedSeconds: number;
}

interface TimeWanted {
  readonly speed: string | undefined;
  readonly jump: string | undefined;
}

/** What time it is there afterwards, and how it reads. */
export async function setDemoTime(
  instance: Instance,
  { speed, jump }: TimeWanted,
  signal: AbortSignal,
): Promise<{ readonly now: object; readonly text: string }> {
  const jumpSeconds = jump === undefined ? undefined : Math.round(needSpan('jump', jump) / SECOND);
  const wanted = { speed: speed === undefined ? undefined : speedOf(speed), jumpSeconds };
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', path: '/demo/time', headers, body: JSON.stringify(wanted) } as const;
  const now = await call<TimeNow>(instance, request, signal);
  return { now, text: timeText(now, jumpSeconds) };
}

/** Seconds of clinic time in one second. */
export function speedOf(text: string): number {
  if (text === 'pause') return 0;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const [amount = '', per = ''] = text.split('/');
  const [clinic, ours] = [spanOf(amount), spanOf(/^\d/.test(per) ? per : `1${per}`)];
  if (clinic !== undefined && ours !== undefined) return clinic / ours;
  throw new CliFailure(`--speed ${text} is no speed`, 'write it like 1d/s, 12h/min, 1 (our own time) or pause');
}

export function timeText({ clinicTime, speed, behindSeconds, jumpedSeconds }: TimeNow, asked?: number): string {
  const behind =
    behindSeconds < 1 ? 'caught up with our time' : `${durationInWords(behindSeconds * SECOND)} behind our time`;
  const short = asked !== undefined && jumpedSeconds < asked - 1;
  return [
    `In the clinic it is ${clinicTime}, ${behind}; ${paceText(speed)}.`,
    ...(asked === undefined
      ? []
      : [jumpedSeconds < 1 ? 'It did not move.' : `It moved on by ${durationInWords(jumpedSeconds * SECOND)}.`]),
    ...(short
      ? [
          'A jump ends at our time, and the clinic goes on from there by itself: new strains come every few minutes.',
          'To see its nine months pass again, stop it, delete its data, and start it:  rm -rf .rapport && npm start',
        ]
      : []),
    `Watch what comes:  ${PROGRAM} tail`,
  ].join('\n');
}

function paceText(speed: number): string {
  if (speed === 0) return 'it is paused';
  if (speed === 1) return 'it goes as fast as ours';
  return speed * SECOND >= MINUTE
    ? `${durationInWords(speed * SECOND)} pass in a second`
    : `${durationInWords(speed * MINUTE)} pass in a minute`;
}
