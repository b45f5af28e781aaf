/**
 * A clinic's own model of stopping early: proposed from its history, read by a person, approved by a person. A proposal
 * is a paper. An approval makes the next revision of the clinic's rules, which takes effect as every revision does.
 */
import {
  boundaryOf,
  proposeDropoutModel,
  referencesOf,
  dropoutRows,
  type Proposal,
  type ProposalFault,
  type DropoutRow,
} from '#lib/evaluation';
import {
  DEFAULT_RULES,
  SITES,
  USUAL_SITE,
  foldEpisode,
  attendedSessions,
  type ClinicRules,
  type EpisodeState,
  type DropoutSettings,
} from '#lib/alliance';
import {
  readChoice,
  rulesOf,
  addProposal,
  approveProposal,
  readProposal,
  type StoredProposal,
  latestChoice,
  reviseRules,
  rulesHistory,
} from '#lib/clinic-settings';
import { fail, succeed, toIso, type Violation, type Result } from '#lib/kernel';
import type { Database, Queryable } from '#lib/platform';
import { historiesOf } from './tenant-histories.js';

/** Where a clinic starts that has the chance of stopping early off. */
export const UNCALIBRATED: DropoutSettings = { model: 'stopping-early-1', site: SITES[USUAL_SITE] };

export interface ProposeModel {
  readonly tenant: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly seed: number;
  /** Draw a step function where there are events enough. */
  readonly steps: boolean;
}

export interface MadeProposal {
  readonly number: number;
  readonly proposal: Proposal;
}

/** Reads the whole history of the clinic twice, an episode at a time; stores what it proposes. */
export async function proposeModel(db: Database, ask: ProposeModel): Promise<Result<MadeProposal, ProposalFault>> {
  const { revision, choice } = await latestChoice(db, ask.tenant);
  const from = choice.stopping ?? UNCALIBRATED;
  const rules = rulesOf(revision, { ...choice, stopping: from });
  const known = await survey(db, ask.tenant, rules);
  const boundary = boundaryOf(known.begins);
  const references = referencesOf(known.states, rules, boundary);
  const placed = { ...from, references: mergedReferences(from, references) };
  const rows = await rowsOf(db, ask.tenant, { ...rules, stopping: placed }, known.asOf);
  const name = toIso(known.asOf).slice(0, 10);
  const made = proposeDropoutModel(rows, { ...ask, from: placed, asOf: known.asOf, boundary, name });
  if (!made.ok) return made;
  const number = await addProposal(db, { tenant: ask.tenant, proposal: made.value, madeAt: ask.now });
  return succeed({ number, proposal: made.value });
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

export const showProposal = (db: Queryable, tenant: number, number?: number): Promise<StoredProposal | undefined> =>
  readProposal(db, tenant, number);

export interface ApproveModel {
  readonly tenant: number;
  readonly number: number;
  /** Who takes responsibility, as an opaque reference. */
  readonly by: string;
  readonly now: number;
  /** The clinic has the chance off, and this approval switches it on. */
  readonly switchOn: boolean;
}

export type ApprovalFault =
  | { readonly code: 'no-such-proposal' | 'approved-before' | 'switched-off' }
  | { readonly code: 'refused'; readonly faults: readonly Violation[] };

/** Answers the number of the revision that the approval made. */
export async function approveModel(db: Database, ask: ApproveModel): Promise<Result<number, ApprovalFault>> {
  const { tenant, number, by, now, switchOn } = ask;
  const stored = await readProposal(db, tenant, number);
  if (!stored) return fail({ code: 'no-such-proposal' });
  if (stored.revision !== null) return fail({ code: 'approved-before' });
  const { choice } = await latestChoice(db, tenant);
  if (choice.stopping === null && !switchOn) return fail({ code: 'switched-off' });
  const { stopping } = stored.proposal as Proposal;
  const revised = await reviseRules(db, {
    tenant,
    by,
    now,
    reason: `proposal ${number} for the model of stopping early`,
    change: (before) => succeed({ ...before, stopping: { ...stopping, ...budgetOf(before.stopping) } }),
  });
  if (!revised.ok) return fail({ code: 'refused', faults: revised.error });
  const { revision } = revised.value;
  await approveProposal(db, { tenant, number, by, at: now, revision });
  return succeed(revision);
}

/** What the clinic chose about being told since the proposal was made stays its choice. */
function budgetOf(stopping: DropoutSettings | null): Pick<DropoutSettings, 'perWeek' | 'leastRatio'> {
  const { perWeek, leastRatio } = stopping ?? UNCALIBRATED;
  return { ...(perWeek === undefined ? {} : { perWeek }), ...(leastRatio === undefined ? {} : { leastRatio }) };
}

/** On with the start values, or with what was approved last; off. Answers the number of the revision. */
export async function switchStopping(
  db: Database,
  { tenant, by, now, on }: Pick<ApproveModel, 'tenant' | 'by' | 'now'> & { readonly on: boolean },
): Promise<Result<number, Violation[]>> {
  const last = on ? await lastStopping(db, tenant) : DEFAULT_RULES.stopping;
  const revised = await reviseRules(db, {
    tenant,
    by,
    now,
    reason: `the chance of stopping early is switched ${on ? 'on' : 'off'}`,
    change: (before) => succeed({ ...before, stopping: on ? (before.stopping ?? last) : last }),
  });
  return revised.ok ? succeed(revised.value.revision) : revised;
}

/** What a clinic had before it was switched off, so that a model that somebody approved is not lost by that. */
async function lastStopping(db: Database, tenant: number): Promise<DropoutSettings> {
  for (const { choice } of (await rulesHistory(db, tenant)).toReversed()) {
    const read = readChoice(choice);
    if (read.ok && read.value.stopping) return read.value.stopping;
  }
  return UNCALIBRATED;
}
