/**
 * What is known of a rupture, as codes and numbers that fit each other: the figures are of one form of one person, and a
 * fall is one from a higher figure to a lower one. What another form said is kept with the day of that form, or not at all.
 */
export type RuptureFacts = Readonly<Record<string, string | number>>;

interface Said {
  readonly facts: RuptureFacts;
}

/** What a form says whether or not a rule found it worth a word. */
export interface FormHeard {
  /** As it is shown; null where it has too few answers. */
  readonly total: number | null;
  /** The question whether anything felt off was answered with a no. */
  readonly saysNo: boolean;
}

/**
 * Of one form or mark. The rules stand in the order of the roster, and the first that names a figure has the say; where a
 * part was going down all along, it is told by where that began.
 */
export const factsOf = (findings: readonly Said[], named: RuptureFacts = {}): RuptureFacts => {
  const facts = Object.assign({}, ...findings.toReversed().map(({ facts: found }) => found)) as RuptureFacts;
  const line = findings.find(({ facts: found }) => found['slowly'] !== undefined && isOfPart(found, facts));
  return fitting({ ...named, ...facts, ...line?.facts });
};

const isOfPart = (found: RuptureFacts, { part }: RuptureFacts): boolean => part !== undefined && found['part'] === part;

/** With what another form or mark adds. */
export function withFacts(known: RuptureFacts, fresh: RuptureFacts, heard?: FormHeard): RuptureFacts {
  if (fresh['form'] === undefined) return { ...known, ...fresh };
  const said = saidBy(known, fresh, heard);
  if (known['form'] === undefined || isSameForm(known, fresh))
    return fitting({ ...figuresOf(withoutSaid(known), withoutSaid(fresh), heard), ...said });
  const lead = known['now'] === undefined && known['part'] === undefined ? fresh : known;
  const other = lead === known ? fresh : known;
  return { ...marksIn(other), ...withoutSaid(lead), ...alsoOf(lead, other), ...said };
}

/** All that a form tells of how high it is. */
const OF_WHOLE = ['before', 'now', 'floor', 'slowly'];
const OF_PART = ['part', 'partBefore', 'partNow', 'alsoPart', 'earlier', 'slowly'];

const without = (facts: RuptureFacts, names: readonly string[]): RuptureFacts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !names.includes(name)));

/** Of the latest form that has any; a fall that began on an earlier form stands while most of it is there. */
function figuresOf(known: RuptureFacts, fresh: RuptureFacts, heard: FormHeard | undefined): RuptureFacts {
  const total = heard?.total ?? null;
  if (total === null) return { ...withoutFirst(known, fresh), ...fresh, ...higherBefore(known, fresh) };
  const kept = without(known, [...OF_WHOLE, ...OF_PART]);
  const isWhole = known['part'] === undefined && isStillLower(known, total);
  const news = isWhole ? without(fresh, OF_PART.slice(0, -1)) : fresh;
  const fall = isStillLower(known, total) ? { before: known['before'] as number, now: total } : {};
  return { ...kept, ...fall, ...news, ...higherBefore(known, fresh) };
}

/** Less than half of the fall has come back. */
function isStillLower({ before, now }: RuptureFacts, total: number): boolean {
  return typeof before === 'number' && typeof now === 'number' && total < (before + now) / 2;
}

/** A part that was held against one form, and is held against several now. */
function withoutFirst({ earlier, ...known }: RuptureFacts, { part }: RuptureFacts): RuptureFacts {
  return earlier === undefined || part !== undefined ? known : { ...known, earlier };
}

/** A long fall began where it began, also when the latest form is compared with a later one. */
function higherBefore({ before: was }: RuptureFacts, { before }: RuptureFacts): RuptureFacts {
  return typeof was === 'number' && typeof before === 'number' ? { before: Math.max(was, before) } : {};
}

/** What the client answered to the direct question, and when where that is not the form of the figures. */
const ANSWERED = ['felt', 'times', 'feltOn', 'feltSince', 'feltBefore'];
const withoutSaid = (facts: RuptureFacts): RuptureFacts => without(facts, ANSWERED);

const saidBy = (known: RuptureFacts, fresh: RuptureFacts, heard: FormHeard | undefined): RuptureFacts =>
  fresh['felt'] === undefined ? saidBefore(known, fresh, heard) : saidNow(known, fresh, heard);

function saidNow(known: RuptureFacts, { felt, times, on }: RuptureFacts, heard: FormHeard | undefined): RuptureFacts {
  const isApart = heard?.total === null && known['on'] !== on && hasFigures(known);
  const saidYes = [known['felt'], known['feltBefore']].includes('yes');
  return withoutAbsent({ felt, times, feltOn: isApart ? on : undefined, feltBefore: saidYes ? 'yes' : undefined });
}

function saidBefore(known: RuptureFacts, { member }: RuptureFacts, heard: FormHeard | undefined): RuptureFacts {
  const { felt, on, feltOn = on, feltSince, feltBefore } = known;
  if (felt === undefined) return {};
  const isTakenBack = heard?.saysNo === true && known['member'] === member;
  return withoutAbsent({ felt, feltOn, feltSince: isTakenBack ? 'no' : feltSince, feltBefore });
}

const withoutAbsent = (facts: Readonly<Record<string, string | number | undefined>>): RuptureFacts =>
  Object.fromEntries(Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

const hasFigures = ({ now, part }: RuptureFacts): boolean => now !== undefined || part !== undefined;

/** What belongs to no form's figures. */
const MARKS = ['marked', 'mark', 'noted'] as const;
const marksIn = (facts: RuptureFacts): RuptureFacts =>
  Object.fromEntries(MARKS.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));
const isSameForm = (a: RuptureFacts, b: RuptureFacts): boolean =>
  a['form'] === b['form'] && a['member'] === b['member'];

/** Of two members the other member is the news, of two forms the other form. */
const alsoOf = (lead: RuptureFacts, other: RuptureFacts): RuptureFacts => ({
  ...(other['form'] === lead['form'] ? {} : alsoNamed(other)),
  ...(other['member'] === undefined || other['member'] === lead['member'] ? {} : { alsoMember: other['member'] }),
});

/** With the names that a clinic gave to a form of its own. */
const alsoNamed = (other: RuptureFacts): RuptureFacts =>
  Object.fromEntries(
    Object.entries(other).flatMap(([name, value]) =>
      name === 'form' || name.startsWith('form_') ? [[name.replace('form', 'alsoForm'), value]] : [],
    ),
  );

/** A rating that came back above the one before the fall is no fall any more. */
function fitting(facts: RuptureFacts): RuptureFacts {
  const { before, now } = facts;
  if (typeof before !== 'number' || typeof now !== 'number' || before > now) return facts;
  const { before: _, slowly: __, ...rest } = facts;
  return rest;
}
