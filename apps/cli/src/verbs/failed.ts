import { ListFailed, PlanRepair, type AskedFilter, type FailedItem } from '#lib/pipeline';
import type { RepairAct, RepairKindName } from '#lib/repairs';
import { withClinic, withClinicAndQueues } from '../instance/store.js';
import { showList } from '../line/paged.js';
import { PROGRAM, type Context, type ExitCode } from '../line/verb.js';
import { carryOut, neededWord, planText } from '../clinic/repair-run.js';

interface Filters {
  readonly tenant?: string | undefined;
  readonly state?: string | undefined;
  readonly channel?: string | undefined;
  readonly person?: string | undefined;
  readonly alert?: string | undefined;
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly queue?: string | undefined;
  readonly matching?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}
interface Listing extends Filters {
  readonly limit: number;
}
interface Acting extends Filters {
  readonly yes: boolean;
  readonly by: string | undefined;
  readonly reason: string | undefined;
  readonly although?: boolean | undefined;
}

function filterOf(ids: readonly string[], { matching, tenant: _tenant, ...flags }: Filters): AskedFilter {
  const { state, channel, person, alert, type, source, queue, since, until } = flags;
  const given = { state, channel, person, alert, type, source, queue, since, until, reason: matching };
  return { ...given, ...(ids.length > 0 ? { ids } : {}) };
}

const placeOf = (kind: RepairKindName) => (kind === 'jobs' ? withClinicAndQueues : withClinic);

export const listing =
  (kind: RepairKindName) =>
  ({ words, flags, out, host }: Context<Listing>): Promise<ExitCode> =>
    placeOf(kind)(host, flags.tenant, async (clinic) => {
      const filter = filterOf(words, flags);
      await showList(
        {
          ask: (page) => clinic.queries.execute(new ListFailed(clinic.operator, { kind, filter, ...page })),
          limit: flags.limit,
          rowOf,
          none: 'there is none',
        },
        out,
      );
      return 0;
    });

function rowOf(item: FailedItem): string[] {
  const { id, state, since, reason, hint, discarded } = item;
  const why = discarded ? `${reason}; discarded by ${discarded.by}: ${discarded.reason}` : reason;
  return [id, state, since, ...whatOf(item), hint === undefined ? why : `${why}; ${hint}`];
}

const WHAT: Readonly<Record<RepairKindName, (item: FailedItem) => readonly (string | undefined)[]>> = {
  deliveries: ({ channel, person, alert }) => [channel, person, alert],
  events: ({ type, source, event }) => [type, source, event],
  episodes: ({ unread = 0 }) => [`${unread} unread`],
  jobs: ({ shard, delivery }) => [shard === undefined ? `delivery ${delivery}` : `shard ${shard}`],
};
const whatOf = (item: FailedItem): string[] => WHAT[item.kind](item).map((cell) => cell ?? '-');

export const acting =
  (kind: RepairKindName, act: RepairAct) =>
  ({ words, flags, out, host }: Context<Acting>): Promise<ExitCode> => {
    const word = flags.yes ? neededWord(flags, `${kind} ${act}`) : undefined;
    return placeOf(kind)(host, flags.tenant, async (clinic) => {
      const plan = await clinic.commands.execute(
        new PlanRepair(clinic.operator, { kind, act, filter: filterOf(words, flags) }),
      );
      if (word && plan.items > 0)
        return carryOut(
          clinic,
          { repair: plan.id, word: { ...word, although: flags.although ?? false } },
          { out, host },
        );
      out.show(plan, () => planText(plan));
      if (plan.items > 0) out.say(`do it:  ${PROGRAM} repairs start ${plan.id} --by <name> --reason <text>`);
      return 0;
    });
  };
