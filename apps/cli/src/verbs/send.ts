import { randomBytes } from 'node:crypto';
import type { AppendAnswer, Receipt } from '#lib/pipeline';
import { parseInstant, toIso, type Violation } from '#lib/kernel';
import { curl, eventRequest, eventTypeNamed, exampleEvent, needSecret } from '../instance/event-request.js';
import { misuse } from '../line/failure.js';
import { call, findInstance, needInstance, type Instance } from '../instance/instance.js';
import { PROGRAM, type Context, type Host, type Run, type Values } from '../line/verb.js';
import type { sendVerb } from './send.verb.js';

type Flags = Values<typeof sendVerb.flags>;

export const runSend: Run<typeof sendVerb> = async (context) => {
  const { flags, out, host } = context;
  const bodies = await bodiesOf(context);
  if (flags.print) return print(bodies, context);
  const instance = needInstance(flags, host);
  const secret = needSecret(instance);
  let refused = 0;
  for (const [i, body] of bodies.entries()) {
    if (host.signal.aborted) break;
    const request = eventRequest(body, { secret, id: freshId('msg'), now: host.now() });
    const { receipts } = await call<AppendAnswer>(instance, request, host.signal);
    for (const receipt of receipts) out.show(receipt, () => receiptText(receipt, flags));
    refused += receipts.filter((r) => r.verdict === 'refused').length;
    if (bodies.length > 1) out.progress(`${i + 1} of ${bodies.length}`);
  }
  return refused > 0 || host.signal.aborted ? 1 : 0;
};

const freshId = (kind: string): string => `${kind}-${randomBytes(9).toString('hex')}`;

async function bodiesOf({ words: [name], flags, host }: Context<Flags>): Promise<string[]> {
  if ((name === undefined) === (flags.file === undefined)) {
    throw misuse('send takes either an event type or --file', `for example:  ${PROGRAM} send appointment.missed`);
  }
  if (flags.file !== undefined) return [await host.readText(flags.file)];
  return examplesOf(name as string, flags, host);
}

function examplesOf(name: string, flags: Flags, host: Host): string[] {
  const type = eventTypeNamed(name);
  const { time, count, id = freshId('cli'), source, set, episode, client, clinician } = flags;
  if (time !== undefined && parseInstant(time) === undefined)
    throw misuse(`--time is "${time}"`, 'write it with an offset, for example 2026-03-02T14:00:00+01:00');
  const now = host.now();
  return Array.from({ length: count }, (_, i) => {
    const about = { episode, client, clinician };
    const one = { type, id: count === 1 ? id : `${id}-${i + 1}`, source, time: time ?? toIso(now), about, set };
    return JSON.stringify(exampleEvent(one, now));
  });
}

/** Needs no instance: what is not known is a word to be replaced. */
function print(bodies: readonly string[], { flags, out, host }: Context<Flags>): 0 {
  const instance: Instance = findInstance(flags, host) ?? {
    url: 'http://127.0.0.1:8080',
    key: flags.key,
    secret: flags.secret,
  };
  for (const body of bodies) {
    const request = eventRequest(body, { secret: instance.secret, id: freshId('msg'), now: host.now() });
    const { method, path, headers } = request;
    out.show({ method, url: instance.url + path, headers, body }, () => curl(instance, request));
  }
  out.say(
    instance.secret === undefined
      ? 'no signing secret is known: replace $SIGNATURE, or give --secret'
      : 'the signature holds for five minutes',
  );
  return 0;
}

type Way = Pick<Flags, 'url' | 'key'>;

/** What the next command needs too. A key is not put on a screen, and one that may send need not show what was sent. */
function howItWent(position: number, trace: string, { url, key }: Way): string {
  const way = `${url === undefined ? '' : ` --url ${url}`}${key === undefined ? '' : ' --key $KEY'}`;
  const who = key === undefined ? '' : ', with a key that may operate';
  return `how it went${who}:  ${PROGRAM} trace ${position}${way}   ${trace}`.trimEnd();
}

export function receiptText(receipt: Receipt & { readonly trace?: string }, way: Way): string {
  const { verdict, type, position, id, reason, hint, trace = '' } = receipt;
  const told = [...(position === undefined ? [] : [`position ${position}`]), ...(id === '' ? [] : [`id ${id}`])];
  const remarks = [
    ...(reason ? [REASONS[reason] ?? reason] : []),
    ...(hint ? [hint] : []),
    ...faultsOf(receipt).map(faultText),
    ...(position === undefined ? [] : [howItWent(position, trace, way)]),
  ];
  return [[verdict, type, ...told].join('  '), ...remarks].join('\n  ');
}

const faultsOf = ({ errors = [], warnings = [] }: Receipt): readonly Violation[] => [...errors, ...warnings];

/** What is wrong, and below it what to send instead. */
const faultText = ({ pointer, detail, code, hint }: Violation): string =>
  [`${pointer}  ${detail} (${code})`, ...(hint ? [hint] : [])].join('\n    ');

const REASONS: Readonly<Record<string, string>> = {
  unknown_type: 'kept unread: its type is unknown',
  unknown_instrument: 'kept unread: its instrument is unknown',
  inactive_instrument: 'kept: this clinic has not activated the instrument',
  episode_not_open: 'kept: it counts as soon as its episode.opened arrives',
};
