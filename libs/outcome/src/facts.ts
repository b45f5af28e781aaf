/** A course as codes and figures, from which words are made. Figures are in the form's own units, to one decimal. */
import { atLeast, LANGUAGES } from '#lib/kernel';
import { cutoffOf, isClinical, LIBRARY, type Instrument } from '#lib/instruments';
import type { Finding, OutcomeCourse } from './course.js';
import { yardstickOf } from './yardstick.js';

/** Which sentence says it: the comparison, the direction in which a cutoff was crossed, or that it is one part. */
export type Shape = Finding['since'] | 'line-higher' | 'line-lower' | 'part';

export type OutcomeFacts = Readonly<Record<string, string | number>>;

/** Of what got worse; of the change since the start where nothing did. */
export function outcomeFacts(course: OutcomeCourse, instrument: Instrument): OutcomeFacts {
  const { worse, first, latest } = course;
  const about = worse ?? { kind: 'error', since: 'start', before: first.value, part: null, now: latest.value };
  return {
    ...formFacts(instrument),
    respondent: course.respondent,
    ...changeFacts(about, instrument),
    ...standingFacts(latest.value, instrument),
    ...groundsOf(about, instrument, mostMoved(course, instrument)),
  };
}

type Compared = Omit<Finding, 'level'> & { readonly now: number };

/** Its name is in the file of its clinic, which whoever makes the words does not have. */
export function namesOf({ title, titles }: Instrument, prefix: string): OutcomeFacts {
  const own = LANGUAGES.flatMap((language) => {
    const name = titles?.[language];
    return name === undefined ? [] : [[`${prefix}_${language}`, name] as const];
  });
  return { [`${prefix}_title`]: title, ...Object.fromEntries(own) };
}

/** The same of a form that is none of ours: those have their names in the words. */
export const ownNamesOf = (instrument: Instrument, prefix: string): OutcomeFacts =>
  LIBRARY.some(({ code }) => code === instrument.code) ? {} : namesOf(instrument, prefix);

const NAMED = new WeakMap<Instrument, OutcomeFacts>();

/** What is the same in each of its forms. */
function formFacts(instrument: Instrument): OutcomeFacts {
  const better = instrument.direction === 'higher-is-better' ? 'higher' : 'lower';
  const facts = NAMED.get(instrument) ?? { form: instrument.code, ...namesOf(instrument, 'form'), better };
  NAMED.set(instrument, facts);
  return facts;
}

function changeFacts({ kind, since, before, part, now }: Compared, instrument: Instrument): OutcomeFacts {
  const way = now < before ? 'lower' : 'higher';
  const shapes = { error: since, line: `line-${way}`, part: 'part' } as const satisfies Record<Finding['kind'], Shape>;
  const { whole, assumed, parts } = yardstickOf(instrument);
  const own = parts.find(({ code }) => code === part);
  return {
    shape: shapes[kind],
    since,
    way,
    now: rounded(now),
    before: rounded(before),
    by: rounded(Math.abs(now - before)),
    error: rounded(own?.error ?? whole.error),
    basis: own || assumed ? 'assumed' : 'published',
    ...(part === null ? {} : { part }),
  };
}

/** What it was held against besides earlier forms, and how far that may be relied on: which sentences say so. */
function groundsOf({ kind, before, now }: Compared, instrument: Instrument, most: string | null): OutcomeFacts {
  const { isBeyond, assumed } = yardstickOf(instrument);
  const crossed = kind !== 'part' && !isBeyond(before) && isBeyond(now);
  const against = crossed ? AGAINST.crossed : AGAINST.own;
  const error = assumed ? 'assumed' : 'published';
  return {
    against: against[most === null ? 0 : 1],
    sure: kind === 'error' ? error : kind,
    ...(most === null ? {} : { most }),
  };
}

/** Without a part to name, and with one. */
const AGAINST = { own: ['own', 'part'], crossed: ['line', 'both'] } as const;

/** The part that moved most, where a whole form got worse and one of its parts did so clearly. */
function mostMoved({ worse, parts }: OutcomeCourse, instrument: Instrument): string | null {
  if (!worse || worse.kind !== 'error') return null;
  const { towardsWorse, parts: own } = yardstickOf(instrument);
  const moved = own.map(({ code, error }, i) => {
    const { first = null, recent = [] } = parts[i] ?? {};
    return { code, by: first === null ? 0 : towardsWorse(first, recent.at(-1) ?? first) / error };
  });
  const most = moved.reduce<(typeof moved)[number] | null>((top, one) => (top && top.by >= one.by ? top : one), null);
  return most && atLeast(most.by, 1) ? most.code : null;
}

function standingFacts(value: number, instrument: Instrument): OutcomeFacts {
  const cutoff = cutoffOf(instrument);
  const band = instrument.bands?.findLast(({ from }) => value >= from)?.name;
  return {
    ...(cutoff ? { line: cutoff.at, side: isClinical(cutoff, value) ? 'beyond' : 'within' } : {}),
    ...(band === undefined ? {} : { band }),
  };
}

const rounded = (value: number): number => Math.round(value * 10) / 10;
