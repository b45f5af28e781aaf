/** A proposal that a person approves makes the next revision of the clinic's rules, which takes effect as every revision does. */
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DropoutSettings } from '#lib/hazard';
import { approveProposal, latestChoice, readProposal, reviseRules } from '#lib/clinic-settings';
import type { Proposal } from '#lib/evaluation';
import { needs, type Principal } from '#lib/identity';
import { fail, succeed, type Result, type Violation } from '#lib/kernel';
import { Clock, Database } from '#lib/platform';
import { doubtsOf, type ModelDoubt } from './doubt-proposal.js';
import { takeEffect, type RevisedChoice } from './revise-choice.js';
import { UNCALIBRATED } from './uncalibrated.js';

export interface Approval {
  readonly number: number;
  /** Who takes responsibility, as an opaque reference. */
  readonly by: string;
  /** The clinic has the chance off, and this approval switches it on. */
  readonly switchOn: boolean;
  /** Why it is wanted although the figures speak against it. */
  readonly although?: string | undefined;
}

export type ApprovalFault =
  | { readonly code: 'no-such-proposal' | 'approved-before' | 'switched-off' }
  /** What speaks against it; it is taken where a reason is given all the same. */
  | { readonly code: 'not-better'; readonly doubts: readonly ModelDoubt[] }
  | { readonly code: 'refused'; readonly faults: readonly Violation[] };

export class ApproveModel extends Command<Result<RevisedChoice, ApprovalFault>> {
  constructor(
    readonly principal: Principal,
    readonly approval: Approval,
  ) {
    super();
  }
}

@CommandHandler(ApproveModel)
export class ApproveModelHandler implements ICommandHandler<ApproveModel> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async execute({ principal, approval }: ApproveModel): Promise<Result<RevisedChoice, ApprovalFault>> {
    needs(principal, 'administer');
    const { db } = this;
    const { tenant } = principal;
    const { number, by } = approval;
    const stored = await readProposal(db, tenant, number);
    const { choice } = await latestChoice(db, tenant);
    const refused = refusalOf(stored, choice.stopping, approval);
    if (refused || !stored) return fail(refused ?? { code: 'no-such-proposal' });
    const { stopping } = stored.proposal as Proposal;
    const now = this.clock.now();
    const revised = await reviseRules(db, {
      tenant,
      by,
      now,
      reason: reasonOf(approval, stored.proposal as Proposal),
      change: (before) => {
        if (before.stopping === null && !approval.switchOn) throw new NotNow('switched-off');
        return succeed({ ...before, stopping: { ...stopping, ...budgetOf(before.stopping) } });
      },
      together: async (tx, revision) => {
        if (!(await approveProposal(tx, { tenant, number, by, at: now, revision })))
          throw new NotNow('approved-before');
      },
    }).catch((error: unknown) => {
      if (error instanceof NotNow) return error.code;
      throw error;
    });
    if (typeof revised === 'string') return fail({ code: revised });
    if (!revised.ok) return fail({ code: 'refused', faults: revised.error });
    return succeed(await takeEffect(db, tenant, revised.value.revision));
  }
}

function refusalOf(
  stored: Awaited<ReturnType<typeof readProposal>>,
  present: DropoutSettings | null,
  { switchOn, although }: Approval,
): ApprovalFault | undefined {
  if (!stored) return { code: 'no-such-proposal' };
  if (stored.revision !== null) return { code: 'approved-before' };
  if (present === null && !switchOn) return { code: 'switched-off' };
  const doubts = doubtsOf(stored.proposal as Proposal);
  return doubts.length > 0 && !although?.trim() ? { code: 'not-better', doubts } : undefined;
}

/** A reason against the figures is kept where there was something to say against. */
function reasonOf({ number, although = '' }: Approval, proposal: Proposal): string {
  const plain = `proposal ${number} for the model of stopping early`;
  const against = doubtsOf(proposal).map(({ code }) => code);
  return against.length === 0 ? plain : `${plain}, although ${against.join(', ')}: ${although.trim()}`;
}

/** Somebody else was a moment earlier: the revision of this approval is not kept. */
class NotNow extends Error {
  constructor(readonly code: 'approved-before' | 'switched-off') {
    super(code);
  }
}

/** What the clinic chose about being told since the proposal was made stays its choice. */
function budgetOf(stopping: DropoutSettings | null): Pick<DropoutSettings, 'perWeek' | 'leastRatio'> {
  const { perWeek, leastRatio } = stopping ?? UNCALIBRATED;
  return { ...(perWeek === undefined ? {} : { perWeek }), ...(leastRatio === undefined ? {} : { leastRatio }) };
}
