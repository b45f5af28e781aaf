import { OPERATOR } from '#lib/identity';
import { Verify, type VerifyResult } from '#lib/pipeline';
import { withUseCases } from '../instance/store.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { verifyVerb } from './verify.verb.js';

export const runVerify: Run<typeof verifyVerb> = ({ out, host }) =>
  withUseCases(host, async ({ queries }) => {
    const result = await queries.execute(
      new Verify(OPERATOR, (episodes) => out.progress(`${episodes} episodes compared`)),
    );
    out.show(result, () => verifyText(result));
    if (result.differences.length === 0) return 0;
    out.say(`make them again from the log:  ${PROGRAM} rebuild`);
    return 1;
  });

export function verifyText({ episodes, events, behind, differences }: VerifyResult): string {
  const waiting =
    behind > 0 ? `, ${behind} of them not compared because their newest events are waiting to be projected` : '';
  const head = `${episodes} episodes, ${events} events${waiting}: ${differences.length === 0 ? 'no difference' : `${differences.length} differences`}`;
  return [head, ...differences.map((d) => `  tenant ${d.tenant}  ${d.episode}  ${d.what}: ${d.detail}`)].join('\n');
}
