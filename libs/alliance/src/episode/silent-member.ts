/** A member who leaves forms unanswered while the others may go on: nobody else's silence, and no message. */
import { isRated, memberOf, type Rating } from '../state/series.js';
import type { EpisodeState } from '../state/episode-state.js';

interface SilentMember {
  readonly member: string;
  /** In a row, at least 2. */
  readonly requests: number;
}

const IN_A_ROW = 2;

/** Who left most requests in a row without a form; undefined where nobody left two. */
export function silentMember({ series }: Pick<EpisodeState, 'series'>): SilentMember | undefined {
  const members = new Set(series.flatMap(({ respondent }) => memberOf(respondent) ?? []));
  const silent = [...members].flatMap((member) => {
    const ratings = series.filter((one) => memberOf(one.respondent) === member).flatMap((one) => one.ratings);
    const requests = gapsAtEnd(ratings);
    return requests < IN_A_ROW ? [] : [{ member, requests }];
  });
  return silent.toSorted((a, b) => b.requests - a.requests)[0];
}

function gapsAtEnd(ratings: readonly Rating[]): number {
  const answered = Math.max(-Infinity, ...ratings.filter(isAnswered).map(({ at }) => at));
  return ratings.filter((rating) => !isAnswered(rating) && rating.at > answered).length;
}

/** What was asked for and did not come has a place in its series, and no scales. */
const isAnswered = (rating: Rating): boolean => isRated(rating) || rating.scales.length > 0;
