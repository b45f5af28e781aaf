/**
 * What is known of a rupture, as codes and numbers that fit each other: the figures are of one form of one person, and a
 * fall is one from a higher figure to a lower one.
 */
export type RuptureFacts = Readonly<Record<string, string | number>>;

interface Said {
  readonly facts: RuptureFacts;
}

/** Of one form or mark. The rules stand in the order of the roster, and the first that names a figure has the say. */
export const factsOf = (findings: readonly Said[], named: RuptureFacts = {}): RuptureFacts =>
  fitting({ ...named, ...(Object.assign({}, ...findings.toReversed().map(({ facts }) => facts)) as RuptureFacts) });

/** With what another form or mark adds. */
export function withFacts(known: RuptureFacts, fresh: RuptureFacts): RuptureFacts {
  if (fresh['form'] === undefined) return { ...known, ...fresh };
  if (known['form'] === undefined || isSameForm(known, fresh))
    return fitting({ ...withoutFirst(known, fresh), ...fresh, ...higherBefore(known, fresh) });
  const lead = known['now'] === undefined && known['part'] === undefined ? fresh : known;
  const other = lead === known ? fresh : known;
  return { ...saidIn(other), ...lead, ...alsoOf(lead, other) };
}

/** A part that was held against one form, and is held against several now. */
function withoutFirst({ earlier, ...known }: RuptureFacts, { part }: RuptureFacts): RuptureFacts {
  return earlier === undefined || part !== undefined ? known : { ...known, earlier };
}

/** A long fall began where it began, also when the latest form is compared with a later one. */
function higherBefore({ before: was }: RuptureFacts, { before }: RuptureFacts): RuptureFacts {
  return typeof was === 'number' && typeof before === 'number' ? { before: Math.max(was, before) } : {};
}

/** What belongs to no form's figures. */
const SAID = ['felt', 'times', 'marked', 'mark', 'noted'] as const;
const saidIn = (facts: RuptureFacts): RuptureFacts =>
  Object.fromEntries(SAID.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));
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
