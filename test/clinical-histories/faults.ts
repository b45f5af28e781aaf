/** What of a history came out otherwise than a senior clinician wants it, in words; nothing when all is right. */
import { attentionOf, type Attention } from '#lib/alliance';
import { DAY } from '#lib/kernel';
import { RULES } from './clinic.js';
import { partOf } from './codes.js';
import { START } from './course.js';
import type { History, Wanted } from './history.js';
import type { Lived, Telling } from './live.js';

export function faultsOf(history: History, lived: Lived): readonly string[] {
  const { tellings, state } = lived;
  const pairs = pairUp(history.told, tellings);
  const { attention, because } = attentionOf(state, RULES);
  return [
    ...pairs.flatMap(({ wanted, telling }) => (telling ? faultsOfOne(history, wanted, telling) : [`not told: ${read(wanted)}`])),
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
    (telling) =>
      !pairs.some((pair) => pair.telling === telling) && !mayTell.some((about) => about === telling.about),
  );

function faultsOfOne({ course }: History, wanted: Wanted, { at, alert }: Telling): readonly string[] {
  const [from, by] = typeof wanted.at === 'number' ? [wanted.at, wanted.at] : wanted.at;
  const latest = course.hourAt(by) + (wanted.days ?? 1) * DAY;
  const part = partOf(alert);
  return [
    ...(at < course.hourAt(from) - DAY / 2 ? [`${wanted.about} told too early, ${when(at)}`] : []),
    ...(at > latest ? [`${wanted.about} told too late, ${when(at)}`] : []),
    ...(wanted.part === undefined || (part !== undefined && [wanted.part].flat().includes(part))
      ? []
      : [`${wanted.about} names ${part ?? 'no part'}, not ${[wanted.part].flat().join(' or ')}`]),
    ...(wanted.to === undefined || wanted.to === alert.clinician ? [] : [`${wanted.about} told to ${alert.clinician}`]),
  ];
}

const accepts = (right: History['attention'], attention: Attention): boolean => [right].flat().includes(attention);

const when = (at: number): string => `on day ${((at - START) / DAY).toFixed(1)}`;
const read = ({ about, at }: Wanted): string => `${about} at ${[at].flat().join(' to ')}`;
const readTelling = ({ about, alert, at }: Telling): string => `${about ?? alert.rule} ${when(at)}`;
