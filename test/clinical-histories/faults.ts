/** What of a history came out otherwise than a senior clinician wants it, in words; nothing when all is right. */
import { attentionOf, type Attention } from '#lib/alliance';
import { DAY } from '#lib/kernel';
import { RULES } from './clinic.js';
import { partOf } from './codes.js';
import { START, type Course } from './course.js';
import type { History, Wanted } from './history.js';
import type { Lived, Telling } from './live.js';

export function faultsOf(history: History, lived: Lived): readonly string[] {
  const { tellings, state } = lived;
  const pairs = pairUp(history.told, tellings);
  const { attention, because } = attentionOf(state, RULES);
  return [
    ...pairs.flatMap(({ wanted, telling }) =>
      telling ? faultsOfOne(history, wanted, telling) : [`not told: ${read(wanted)}`],
    ),
    ...surplus(history, tellings, pairs).map((telling) => `told and not wanted: ${readTelling(telling)}`),
    ...(tellings.length > (history.most ?? Infinity) ? [`told ${tellings.length} times`] : []),
    ...(accepts(history.attention, attention) ? [] : [`attention is ${attention} (${because.code})`]),
  ];
}

interface Pair {
  readonly wanted: Wanted;
  readonly telling: Telling | undefined;
}

/** The first wish of a kind and the first telling of it, and so on. */
function pairUp(wanted: readonly Wanted[], tellings: readonly Telling[]): readonly Pair[] {
  const left = [...tellings];
  return wanted.map((one) => {
    const i = left.findIndex(({ about }) => about === one.about);
    return { wanted: one, telling: i < 0 ? undefined : left.splice(i, 1)[0] };
  });
}

const surplus = ({ mayTell = [] }: History, tellings: readonly Telling[], pairs: readonly Pair[]): readonly Telling[] =>
  tellings.filter(
    (telling) => !pairs.some((pair) => pair.telling === telling) && !mayTell.some((about) => about === telling.about),
  );

const faultsOfOne = ({ course }: History, wanted: Wanted, telling: Telling): readonly string[] => [
  ...timeFaults(course, wanted, telling),
  ...partFaults(wanted, telling),
  ...(wanted.to === undefined || wanted.to === telling.alert.clinician
    ? []
    : [`${wanted.about} told to ${telling.alert.clinician}`]),
];

function timeFaults({ hourAt }: Course, { about, at: hours, days = 1 }: Wanted, { at }: Telling): readonly string[] {
  const [from, by] = typeof hours === 'number' ? [hours, hours] : hours;
  return [
    ...(at < hourAt(from) - DAY / 2 ? [`${about} told too early, ${when(at)}`] : []),
    ...(at > hourAt(by) + days * DAY ? [`${about} told too late, ${when(at)}`] : []),
  ];
}

function partFaults({ about, part: wanted }: Wanted, { alert }: Telling): readonly string[] {
  const part = partOf(alert);
  if (wanted === undefined || (part !== undefined && [wanted].flat().includes(part))) return [];
  return [`${about} names ${part ?? 'no part'}, not ${[wanted].flat().join(' or ')}`];
}

const accepts = (right: History['attention'], attention: Attention): boolean => [right].flat().includes(attention);

const when = (at: number): string => `on day ${((at - START) / DAY).toFixed(1)}`;
const read = ({ about, at }: Wanted): string => `${about} at ${[at].flat().join(' to ')}`;
const readTelling = ({ about, alert, at }: Telling): string => `${about ?? alert.rule} ${when(at)}`;
