/** Is the record of each clinic as it was written, and does it still hold what was written down of it elsewhere? */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  checkAnchors,
  checkChain,
  listTenants,
  needsOperator,
  readAnchorFile,
  readChainEnds,
  type AnchorFault,
  type ChainFault,
  type Operator,
  type Principal,
} from '#lib/identity';
import { Database } from '#lib/platform';

export interface VerifiedChain {
  /** The clinic's slug, or its number where only its record is left. */
  readonly clinic: string;
  /** That hold, from the first on. */
  readonly entries: number;
  readonly fault?: ChainFault;
}

export interface VerifiedAudit {
  readonly chains: readonly VerifiedChain[];
  /** Undefined where no file is named, or nothing was written to it yet. */
  readonly anchor?: {
    /** Lines that were compared. */
    readonly lines: number;
    readonly faults: readonly AnchorFault[];
    /** Numbers of lines that could not be read. */
    readonly unread: readonly number[];
  };
}

/** `anchor`: the file with the ends of the chains. Throws `scope_required`. */
export class VerifyAudit extends Query<VerifiedAudit> {
  constructor(
    readonly reader: Principal | Operator,
    readonly anchor?: string,
  ) {
    super();
  }
}

@QueryHandler(VerifyAudit)
export class VerifyAuditHandler implements IQueryHandler<VerifyAudit> {
  constructor(private readonly db: Database) {}

  async execute({ reader, anchor }: VerifyAudit): Promise<VerifiedAudit> {
    needsOperator(reader);
    // read before the chains are, so that every end in it is of the past
    const file = anchor === undefined ? undefined : await readAnchorFile(anchor);
    const chains: VerifiedChain[] = [];
    for (const { tenant, clinic } of await this.clinics())
      chains.push({ clinic, ...(await checkChain(this.db, tenant)) });
    if (!file) return { chains };
    const { ends, unread } = file;
    return { chains, anchor: { lines: ends.length, faults: await checkAnchors(this.db, ends), unread } };
  }

  /** Those that are there, and those of which only the record is left. */
  private async clinics(): Promise<readonly { readonly tenant: number; readonly clinic: string }[]> {
    const there = (await listTenants(this.db)).map(({ id, slug }) => ({ tenant: id, clinic: slug }));
    const ends = await readChainEnds(this.db);
    const gone = ends.filter(({ clinic }) => clinic === null).map(({ tenant }) => ({ tenant, clinic: String(tenant) }));
    return [...there, ...gone];
  }
}
