/**
 * A clinic's own model of stopping early, proposed from its history. A proposal is a paper: a person reads it, and a
 * person approves it (`approve-model.ts`).
 */
import { attendedSessions } from '#lib/attendance';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  boundaryOf,
  proposeDropoutModel,
  referencesOf,
  dropoutRows,
  type Proposal,
  type ProposalFault,
  type DropoutRow,
} from '#lib/evaluation';
import { foldEpisode, type ClinicRules, type EpisodeState } from '#lib/alliance';
import { type DropoutSettings } from '#lib/hazard';
import { addProposal, latestChoice, rulesOf } from '#lib/clinic-settings';
import { needs, type Principal } from '#lib/identity';
import { succeed, toIso, type Result } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { historiesOf } from './tenant-histories.js';
import { UNCALIBRATED } from './uncalibrated.js';

export interface ProposalAsked {
  /** For the interval of the AUC. */
  readonly seed: number;
  /** Draw a step function where there are events enough. */
  readonly steps: boolean;
}

export interface MadeProposal {
  readonly number: number;
  readonly proposal: Proposal;
}

/** Reads the whole history of the clinic twice, an episode at a time; stores what it proposes. */
export class ProposeModel extends Command<Result<MadeProposal, ProposalFault>> {
  constructor(
    readonly principal: Principal,
    readonly asked: ProposalAsked,
  ) {
    super();
  }
}

@CommandHandler(ProposeModel)
export class ProposeModelHandler implements ICommandHandler<ProposeModel> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ principal, asked }: ProposeModel): Promise<Result<MadeProposal, ProposalFault>> {
    needs(principal, 'administer');
    const { db } = this;
    const { tenant } = principal;
    const { revision, choice } = await latestChoice(db, tenant);
    const from = choice.stopping ?? UNCALIBRATED;
    const rules = rulesOf(revision, { ...choice, stopping: from });
    const known = await survey(db, tenant, rules);
    const boundary = boundaryOf(known.begins);
    const references = referencesOf(known.states, rules, boundary);
    const placed = { ...from, references: mergedReferences(from, references) };
    const rows = await rowsOf(db, tenant, { ...rules, stopping: placed }, known.asOf);
    const name = toIso(known.asOf).slice(0, 10);
    const made = proposeDropoutModel(rows, { ...asked, from: placed, asOf: known.asOf, boundary, name });
    if (!made.ok) return made;
    const number = await addProposal(db, { tenant, proposal: made.value, madeAt: this.clock.now() });
    return succeed({ number, proposal: made.value });
  }
}

/** The clinic's newest figures, and older ones where the history has too few ratings of a form. */
const mergedReferences = (
  { references: old = [] }: DropoutSettings,
  fresh: NonNullable<DropoutSettings['references']>,
) => [...fresh, ...old.filter((o) => !fresh.some((f) => f.code === o.code && f.version === o.version))];

interface Survey {
  /** Only what references need. */
  readonly states: readonly EpisodeState[];
  /** When each client came first. */
  readonly begins: readonly { readonly client: string; readonly at: number }[];
  readonly asOf: number;
}

async function survey(db: Database, tenant: number, rules: ClinicRules): Promise<Survey> {
  const states: EpisodeState[] = [];
  const begins: { client: string; at: number }[] = [];
  let asOf = 0;
  for await (const history of historiesOf(db, tenant)) {
    const state = foldEpisode(history, rules);
    const first = attendedSessions(state)[0];
    states.push({ ...state, alerts: [], hours: [], attendance: { ...state.attendance, appointments: [] } });
    if (first) begins.push({ client: state.client, at: first.at });
    asOf = Math.max(asOf, state.asOf);
  }
  return { states, begins, asOf };
}

async function rowsOf(db: Database, tenant: number, rules: ClinicRules, asOf: number): Promise<readonly DropoutRow[]> {
  const rows: DropoutRow[] = [];
  for await (const history of historiesOf(db, tenant)) rows.push(...dropoutRows(history, { rules, asOf }));
  return rows;
}
