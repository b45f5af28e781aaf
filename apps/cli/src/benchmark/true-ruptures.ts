/** What the generator knows of its ruptures, in the words of the judge, and what Rapport got to read of each. */
import type { EpisodeState } from '#lib/alliance';
import type { HiddenBy, TrueRupture } from '#lib/evaluation';
import { DAY, HOUR } from '#lib/kernel';
import { truthUpTo, type EpisodeTruth, type SyntheticClinic } from '#lib/synthetic';

export function truthIn(clinic: SyntheticClinic, states: readonly EpisodeState[]): TrueRupture[] {
  const stateOf = new Map(states.map((state) => [state.episode, state]));
  return clinic.truth.flatMap((t) => rupturesOf(truthUpTo(t, clinic.plan.endsAt), stateOf.get(t.episode)));
}

function rupturesOf(truth: EpisodeTruth, state: EpisodeState | undefined): TrueRupture[] {
  const { episode, client, ruptures } = truth;
  const signs = state ? signsIn(state) : NO_SIGNS;
  return ruptures.map(({ began, repairedAt = null }) => {
    const span = { began, repairedAt };
    const isRead = signs.forms.some(isWithin(span));
    const readable = isRead || signs.marks.some(isWithin({ ...span, began: began - SAME_HOUR }));
    const isFirst = !signs.forms.some((at) => at < began);
    return {
      ...{ episode, client, began, repairedAt, readable },
      hidden: hiddenBy({ isRead, isCeiling: truth.ceiling, isFirst }),
      otherAlert: signs.alerts.some(
        isWithin({
          began,
          repairedAt: repairedAt === null ? null : repairedAt + GRACE,
        }),
      ),
    };
  });
}

interface Span {
  readonly began: number;
  readonly repairedAt: number | null;
}

const isWithin =
  ({ began, repairedAt }: Span) =>
  (at: number): boolean =>
    at >= began && at <= (repairedAt ?? Infinity);

interface Seen {
  readonly isRead: boolean;
  readonly isCeiling: boolean;
  readonly isFirst: boolean;
}

function hiddenBy({ isRead, isCeiling, isFirst }: Seen): HiddenBy | null {
  if (!isRead) return 'own-mark';
  if (isCeiling) return 'full-marks';
  return isFirst ? 'first-form' : null;
}

/** A strain is dated by the end of the hour in which it began, and a mark by the beginning of its hour. */
const SAME_HOUR = 2 * HOUR;
/** As long as a prompt may come after the repair. */
const GRACE = 2 * DAY;

interface SignTimes {
  readonly forms: readonly number[];
  readonly marks: readonly number[];
  /** On an absence or a low start. */
  readonly alerts: readonly number[];
}
const NO_SIGNS: SignTimes = { forms: [], marks: [], alerts: [] };

function signsIn({ series, hours, alerts }: EpisodeState): SignTimes {
  const forms = series
    .filter(({ respondent, instrument }) => respondent === 'client' && instrument === 'pulse')
    .flatMap(({ ratings }) => ratings.filter(({ value, probe }) => value !== null || probe !== null));
  const marks = hours.filter(({ markers }) => markers.some(({ code }) => code.startsWith('rupture.')));
  return {
    forms: forms.map(({ at }) => at),
    marks: marks.map(({ at }) => at),
    alerts: alerts.filter(({ rule }) => OF_THE_RELATIONSHIP.has(rule)).map(({ raisedAt }) => raisedAt),
  };
}

/** A safety answer, or a form about symptoms, is about something else. */
const OF_THE_RELATIONSHIP: ReadonlySet<string> = new Set(['stopped-coming', 'low-start', 'missed-during-strain']);
