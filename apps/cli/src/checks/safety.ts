/** Does somebody hear of safety answers, and has somebody taken those that came? */
import { OPERATOR } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { GetSafetyCoverage, type SafetyCoverage } from '#lib/pipeline';
import type { UseCases } from '../instance/store.js';
import { PROGRAM } from '../line/verb.js';
import { failed, ok, warning, type Check } from './check.js';

const NAME = 'safety answers';

export async function checkSafety({ queries }: UseCases): Promise<Check[]> {
  const coverage = await queries.execute(new GetSafetyCoverage(OPERATOR));
  const checks = coverage.flatMap(judgeSafety);
  return checks.length > 0 ? checks : [ok(NAME, 'none is waiting to be acknowledged')];
}

export function judgeSafety({ clinic, covered, unreachable, waiting }: SafetyCoverage): Check[] {
  const checks = unreachable.map((person) =>
    failed(
      NAME,
      `${person} of ${clinic} is a recipient without a channel`,
      `choose one:  ${PROGRAM} channels set email --clinician ${person} ...`,
    ),
  );
  return waiting ? [...checks, judgeWaiting(clinic, covered, waiting)] : checks;
}

function judgeWaiting(clinic: string, covered: boolean, waiting: NonNullable<SafetyCoverage['waiting']>): Check {
  const { count, since, unsent } = waiting;
  const detail = `${count} of ${clinic} not acknowledged, the oldest since ${toIso(since)}`;
  if (unsent > 0)
    return failed(NAME, `${detail}; ${unsent} reached no channel`, `choose one:  ${PROGRAM} channels set in-app`);
  if (!covered)
    return failed(
      NAME,
      `${detail}; the clinic names no cover`,
      `name a cover, as docs/how-to/safety-answers.md says:  ${PROGRAM} clinic set`,
    );
  return warning(NAME, detail, 'read them in the inbox and acknowledge them');
}
