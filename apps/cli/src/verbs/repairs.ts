import { CancelRepair, GetRepair, ListOperations, ListRepairs, type RepairAnswer } from '#lib/pipeline';
import { withClinic, withClinicAndQueues } from '../instance/store.js';
import { misuse } from '../line/failure.js';
import { showList } from '../line/paged.js';
import { PROGRAM, type Run } from '../line/verb.js';
import { carryOut, neededWord, planText, resultText } from '../clinic/repair-run.js';
import type { operationsVerb, repairsCancel, repairsList, repairsShow, repairsStart } from './repairs.verb.js';

export const runRepairsList: Run<typeof repairsList> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    await showList(
      {
        ask: (page) => queries.execute(new ListRepairs(operator, page)),
        limit: flags.limit,
        rowOf,
        none: 'none yet',
      },
      out,
    );
    return 0;
  });

const rowOf = ({ id, kind, act, state, items, left, plannedAt, by, key, reason }: RepairAnswer): string[] => [
  id,
  plannedAt,
  `${kind} ${act}`,
  state,
  `${items - left} of ${items}`,
  by === undefined ? '-' : `by ${by}${withKey(key)}: ${reason ?? ''}`,
];

/** A name is what somebody says; the key is who they were. */
const withKey = (key: string | undefined): string => (key === undefined || key === 'operator' ? '' : ` (key ${key})`);

const textOf = (repair: RepairAnswer): string => (repair.state === 'planned' ? planText(repair) : resultText(repair));

function needId(id: string | undefined): string {
  if (id !== undefined && /^rp_[0-9a-f]{18}$/.test(id)) return id;
  throw misuse(`"${id ?? ''}" is no id of a repair`, `see them:  ${PROGRAM} repairs list`);
}

export const runRepairsShow: Run<typeof repairsShow> = ({ words: [word], flags, out, host }) => {
  const id = needId(word);
  return withClinic(host, flags.tenant, async ({ queries, operator }) => {
    const repair = await queries.execute(new GetRepair(operator, id));
    out.show(repair, () => textOf(repair));
    return 0;
  });
};

export const runRepairsStart: Run<typeof repairsStart> = ({ words: [word], flags, out, host }) => {
  const id = needId(word);
  const said = { ...neededWord(flags, 'repairs start'), although: flags.although };
  return withClinicAndQueues(host, flags.tenant, (clinic) =>
    carryOut(clinic, { repair: id, word: said }, { out, host }),
  );
};

export const runRepairsCancel: Run<typeof repairsCancel> = ({ words: [word], flags, out, host }) => {
  const id = needId(word);
  const said = neededWord(flags, 'repairs cancel');
  return withClinic(host, flags.tenant, async ({ commands, operator }) => {
    const repair = await commands.execute(new CancelRepair(operator, id, said));
    out.show(repair, () => resultText(repair));
    return repair.state === 'cancelled' ? 0 : 1;
  });
};

export const runOperations: Run<typeof operationsVerb> = ({ flags, out, host }) =>
  withClinic(host, flags.tenant, async ({ queries, operator }) => {
    await showList(
      {
        ask: (page) => queries.execute(new ListOperations(operator, page)),
        limit: flags.limit,
        rowOf: ({ at, act, subject, repair, by, reason }) => [
          at,
          `${act} ${subject}`,
          repair ?? '-',
          `by ${by}: ${reason}`,
        ],
        none: 'none yet',
      },
      out,
    );
    return 0;
  });
