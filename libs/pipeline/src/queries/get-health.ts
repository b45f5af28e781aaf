/**
 * Is everything processed and has every alert reached somebody, and if not, what waits where, since when and why? In one
 * sentence, which the API, the command line and the doctor say alike.
 */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { listTenants, needsMachineRoom, needsOperator, type Operator, type Principal } from '#lib/identity';
import { toIso } from '#lib/kernel';
import { ClinicClock, Clock, Database } from '#lib/platform';
import { healthProblem, healthSentence, inOrder, type HealthFinding, type HealthProblem } from '#lib/presentation';
import { readPipeline, type PipelineFacts, type Stage } from '#lib/readmodels';
import { Glance, namedIn } from '../on-record/look.js';
import { apartOpenings, type CountOfReason } from './count-set-aside.js';
import {
  clinicFindings,
  houseFindings,
  lookAtClinic,
  lookAtHouse,
  unreachedFindings,
  type House,
} from './health-findings.js';

export interface HouseHealth {
  /** One sentence for people. */
  readonly sentence: string;
  /** What it is made of, the gravest first, each with what to do. */
  readonly problems: readonly HealthProblem[];
  /** Alerts that have reached nobody: no channel took a message, and nobody has looked at them. */
  readonly unreached: { readonly alerts: number; readonly since: string | null };
  /** `versions`: of those that are there, each once. */
  readonly workers: {
    readonly there: number;
    readonly lastSeen: string | null;
    /** When the latest of those that are there began. */
    readonly latestStart: string | null;
    readonly versions: readonly string[];
  };
  /** Of the processes that answer requests. */
  readonly apiVersions: readonly string[];
  readonly stages: readonly Stage[];
}

export interface PipelineHealth extends Omit<PipelineFacts, 'eventsSetAside'>, HouseHealth {
  /** Understood, and not counted in their episode: `GET /v1/set-aside` lists them. */
  readonly eventsSetAside: readonly CountOfReason[];
}

/** Of one clinic, and of the house that it lives in. */
export class GetHealth extends Glance<PipelineHealth> {
  readonly recordedAs = 'pipeline';

  constructor(readonly reader: Principal) {
    super();
  }

  protected shown({ episodesSetAside }: PipelineHealth): readonly string[] {
    return namedIn(episodesSetAside);
  }
}

/** Of every clinic. */
export class GetHouseHealth extends Query<HouseHealth> {
  constructor(readonly reader: Principal | Operator) {
    super();
  }
}

@QueryHandler(GetHealth)
export class GetHealthHandler implements IQueryHandler<GetHealth> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
  ) {}

  async execute({ reader }: GetHealth): Promise<PipelineHealth> {
    needsMachineRoom(reader);
    const { db } = this;
    const house = await lookAtHouse(db, { wall: this.clock.now(), clinic: this.clinicClock.now() });
    const facts = await readPipeline(db, reader.tenant, house);
    const tenant = { id: reader.tenant, slug: reader.tenantSlug, test: reader.test };
    const look = await lookAtClinic(db, tenant, house.now);
    const findings = [
      ...unreachedFindings([look]),
      ...houseFindings(house),
      ...(await clinicFindings(db, look, house)),
    ];
    const eventsSetAside = await apartOpenings(db, reader.tenant, facts.eventsSetAside);
    return { ...answerOf(findings, house), ...facts, eventsSetAside };
  }
}

@QueryHandler(GetHouseHealth)
export class GetHouseHealthHandler implements IQueryHandler<GetHouseHealth> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly clinicClock: ClinicClock,
  ) {}

  async execute({ reader }: GetHouseHealth): Promise<HouseHealth> {
    needsOperator(reader);
    const { db } = this;
    const house = await lookAtHouse(db, { wall: this.clock.now(), clinic: this.clinicClock.now() });
    const tenants = await listTenants(db);
    const looks = await inTurn(tenants, (tenant) => lookAtClinic(db, tenant, house.now));
    const apart = await inTurn(looks, async (look) =>
      (await clinicFindings(db, look, house)).map((one) =>
        tenants.length > 1 || one.code === 'no-channel' ? { ...one, clinic: look.tenant.slug } : one,
      ),
    );
    return answerOf([...unreachedFindings(looks), ...houseFindings(house), ...apart.flat()], house);
  }
}

/** One after the other: clinics may be many, and connections are few. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

function answerOf(findings: readonly HealthFinding[], { now, workers, stages }: House): HouseHealth {
  const unreached = findings.find((one) => one.code === 'alerts-unreached');
  return {
    sentence: healthSentence(findings, now),
    problems: inOrder(findings).map((one) => healthProblem(one, now)),
    unreached: { alerts: unreached?.alerts ?? 0, since: unreached ? toIso(unreached.since) : null },
    workers: {
      there: workers.there,
      lastSeen: workers.lastSeen === null ? null : toIso(workers.lastSeen),
      latestStart: workers.latestStart === null ? null : toIso(workers.latestStart),
      versions: workers.versions,
    },
    apiVersions: workers.apiVersions,
    stages,
  };
}
