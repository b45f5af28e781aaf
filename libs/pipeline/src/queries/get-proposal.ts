/** One proposal for a clinic's model of stopping early, or the newest. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { readProposal } from '#lib/clinic-settings';
import type { Proposal } from '#lib/evaluation';
import { needs, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';

export interface ProposalAnswer {
  readonly number: number;
  readonly proposal: Proposal;
  readonly approvedBy: string | null;
  /** The revision of the clinic's rules that the approval made. */
  readonly revision: number | null;
}

/** Undefined where there is none of that number. */
export class GetProposal extends Query<ProposalAnswer | undefined> {
  constructor(
    readonly reader: Principal,
    readonly number?: number,
  ) {
    super();
  }
}

@QueryHandler(GetProposal)
export class GetProposalHandler implements IQueryHandler<GetProposal> {
  constructor(private readonly db: Database) {}

  async execute({ reader, number: wanted }: GetProposal): Promise<ProposalAnswer | undefined> {
    needs(reader, 'administer');
    const stored = await readProposal(this.db, reader.tenant, wanted);
    if (!stored) return undefined;
    const { number, proposal, approvedBy, revision } = stored;
    return { number, proposal: proposal as Proposal, approvedBy, revision };
  }
}
