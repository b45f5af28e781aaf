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
    if (isDamaged(result)) {
      out.say(DAMAGED);
      return 1;
    }
    if (result.differences.length === 0) return 0;
    out.say(`make them again from the log:  ${PROGRAM} rebuild`);
    return 1;
  });

const isDamaged = ({ damage, streams }: VerifyResult): boolean => damage.length + streams.length > 0;

/** A rebuild would take what is there for the truth, and nobody could tell any more. */
const DAMAGED =
  'the log is not what was appended to it. Stop the workers, keep this database as it is, and restore the last back-up\n' +
  'in which verify finds nothing into another database; practice systems may send again what came after it.';

const WHAT = {
  gone: 'is gone',
  changed: 'has another payload than was appended',
  added: 'was never appended',
  restated: 'says another time, type, order or mark of history than its payload',
} as const;

function damageLine({ tenant, position, count, kind, stream }: VerifyResult['damage'][number]): string {
  const where = count === 1 ? `position ${position}` : `positions ${position} to ${position + count - 1}`;
  return `  tenant ${tenant}  ${where}${stream ? `  ${stream}` : ''}: ${count === 1 ? WHAT[kind] : 'are gone'}`;
}

const streamLine = ({ tenant, stream, appended, found }: VerifyResult['streams'][number]): string =>
  `  tenant ${tenant}  ${stream}: ${found} events are there, ${appended} were appended`;

export function verifyText(result: VerifyResult): string {
  const { episodes, events, behind, differences, damage, streams, interrupted } = result;
  const waiting =
    behind > 0
      ? `, ${behind} of them not compared because their newest events came meanwhile or are waiting to be followed`
      : '';
  const head = `${episodes} episodes, ${events} events${waiting}: ${differences.length === 0 ? 'no difference' : `${differences.length} differences`}`;
  return [
    head,
    ...(interrupted === null ? [] : [`not all of them were compared: ${interrupted}`]),
    ...(isDamaged(result) ? ['the log is damaged:'] : []),
    ...damage.map(damageLine),
    ...streams.map(streamLine),
    ...differences.map((d) => `  tenant ${d.tenant}  ${d.episode}  ${d.what}: ${d.detail}`),
  ].join('\n');
}
