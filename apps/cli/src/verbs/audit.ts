import { OPERATOR } from '#lib/identity';
import { isRef, parseInstant } from '#lib/kernel';
import {
  GetLooks,
  ReadAudit,
  VerifyAudit,
  type AuditAsked,
  type AuditPage,
  type EpisodeLook,
  type VerifiedAudit,
} from '#lib/pipeline';
import { auditAnchorOf } from '#lib/platform';
import { withClinic, withUseCases, type Clinic } from '../instance/store.js';
import { misuse } from '../line/failure.js';
import { counted, type Output } from '../line/output.js';
import { showList } from '../line/paged.js';
import { PROGRAM, type Run } from '../line/verb.js';
import type { auditExport, auditList, auditVerify } from './audit.verb.js';

export const runAuditList: Run<typeof auditList> = ({ flags, out, host }) => {
  const episode = episodeIn(flags.episode);
  if (episode === undefined) throw misuse('--episode is missing', `write:  ${PROGRAM} audit list --episode ep-0042`);
  return withClinic(host, flags.tenant, async ({ queries, operator }) => {
    await showList(
      {
        ask: (page) => queries.execute(new GetLooks(operator, episode, page)),
        limit: flags.limit,
        rowOf: lookRow,
        none: `nobody has looked at ${episode} since looks are recorded`,
      },
      out,
    );
    return 0;
  });
};

function episodeIn(given: string | undefined): string | undefined {
  if (given === undefined || isRef(given)) return given;
  throw misuse(`--episode is "${given}"`, 'give the reference that the events use, such as ep-0042');
}

const ENDS = { answered: '', refused: 'refused', failed: 'failed' } as const;

const lookRow = ({ at, by, clinician, words, outcome, refusedFor }: EpisodeLook): string[] => [
  at,
  `${by === 'operator' ? 'the command line' : `key ${by}`}${clinician === undefined ? '' : ` of ${clinician}`}`,
  words,
  refusedFor === undefined ? ENDS[outcome] : `${ENDS[outcome]}: ${refusedFor}`,
];

const PAGE = 1_000;

export const runAuditExport: Run<typeof auditExport> = ({ flags, out, host }) => {
  const asked = {
    limit: PAGE,
    since: instantIn('since', flags.since),
    // what this very export puts on record comes later than its own beginning
    until: instantIn('until', flags.until) ?? host.now(),
    episode: episodeIn(flags.episode),
  };
  return withClinic(host, flags.tenant, async (clinic) => {
    const entries = await exportPages(clinic, asked, out);
    out.say(entries === 1 ? '1 entry' : `${entries} entries`);
    return 0;
  });
};

function instantIn(flag: string, given: string | undefined): number | undefined {
  const instant = given === undefined ? undefined : parseInstant(given);
  if (given === undefined || instant !== undefined) return instant;
  throw misuse(`--${flag} is "${given}"`, 'give a time such as 2026-03-01T00:00:00Z');
}

/** How many entries were written. */
async function exportPages(clinic: Clinic, asked: Omit<AuditAsked, 'after'>, out: Output): Promise<number> {
  const { queries, operator, tenant } = clinic;
  let written = 0;
  for (let after: number | undefined = 0; after !== undefined;) {
    const { entries, next }: AuditPage = await queries.execute(new ReadAudit(operator, { ...asked, after }));
    for (const { seq, entry, hash } of entries)
      await out.stream(JSON.stringify({ clinic: tenant.slug, seq, entry: entry ?? null, hash: hash.toString('hex') }));
    written += entries.length;
    after = next;
  }
  return written;
}

export const runAuditVerify: Run<typeof auditVerify> = ({ out, host }) =>
  withUseCases(host, async ({ queries }) => {
    const file = auditAnchorOf(host.config());
    const verified = await queries.execute(new VerifyAudit(OPERATOR, file));
    out.show(verified, () => verifiedText(verified, file));
    return isWhole(verified) ? 0 : 1;
  });

const isWhole = ({ chains, anchor }: VerifiedAudit): boolean =>
  chains.every(({ fault }) => fault === undefined) && (anchor?.faults ?? []).length === 0;

export const verifiedText = ({ chains, anchor }: VerifiedAudit, file: string | undefined): string =>
  [...chains.map(chainLine), ...anchorLines(anchor, file)].join('\n');

type Chain = VerifiedAudit['chains'][number];
type Fault = NonNullable<Chain['fault']>;

const FAULTS: Readonly<Record<Fault['kind'], (fault: Fault) => string>> = {
  changed: ({ seq }) => `entry ${seq} is not what was written after entry ${seq - 1}: one of them was changed`,
  missing: ({ seq }) => `entry ${seq} is missing`,
  exchanged: ({ seq, other }) => `entry ${seq} and entry ${other} have changed places`,
  inserted: ({ seq }) => `entry ${seq} was inserted`,
  endless: ({ seq }) => `the end of the chain is gone; the last entry that is there is ${seq}`,
};

const chainLine = ({ clinic, entries, fault }: Chain): string =>
  `${clinic}: ${entries === 1 ? '1 entry holds' : `${entries} entries hold`}${fault ? `; ${FAULTS[fault.kind](fault)}` : ''}`;

function anchorLines(anchor: VerifiedAudit['anchor'], file: string | undefined): string[] {
  if (file === undefined)
    return ['nothing is kept outside the database: a whole chain could have been rewritten. Set RAPPORT_AUDIT_ANCHOR'];
  if (!anchor) return [`${file} is not there: nothing of the chains was kept outside the database yet`];
  return [
    `${counted(anchor.lines, 'line')} of ${file} compared`,
    ...anchor.unread.map((line) => `  line ${line} cannot be read`),
    ...anchor.faults.map(({ clinic, seq, at, kind }) =>
      kind === 'missing'
        ? `  ${clinic}: entry ${seq} is missing; it was there at ${at}`
        : `  ${clinic}: entry ${seq} is not the one of ${at}: it, or one before it, was rewritten`,
    ),
  ];
}
