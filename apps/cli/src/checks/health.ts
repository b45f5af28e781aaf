/** What GET /v1/pipeline says, line by line: alerts that reached nobody, channels, people, workers and their versions. */
import { OPERATOR } from '#lib/identity';
import { GetHouseHealth, type HouseHealth } from '#lib/pipeline';
import type { UseCases } from '../instance/store.js';
import { failed, ok, warning, type Check } from './check.js';
import { judgeVersions } from './versions.js';

const NAME = 'health';

export async function checkHealth({ queries }: UseCases, own: string): Promise<Check[]> {
  const health = await queries.execute(new GetHouseHealth(OPERATOR));
  return [judgeVersions({ own, apis: health.apiVersions, workers: health.workers.versions }), ...judgeHealth(health)];
}

/** A doctor may be asked while nothing runs; everything else that is not in order is a failure. */
export function judgeHealth({ sentence, problems }: Pick<HouseHealth, 'sentence' | 'problems'>): Check[] {
  if (problems.length === 0) return [ok(NAME, sentence)];
  return problems.map(({ code, words, next }) => (code === 'no-worker' ? warning : failed)(NAME, words, next));
}
