/** What is not in order in some clinics and in the house, found in what each step left behind. */
import { CHANNELS } from '#lib/channels';
import { listRetrying, listSetAside, readWorkers, type Clocks, type Retrying, type WorkersSeen } from '#lib/eventlog';
import { listChannels, type ChannelSetting, type Tenant } from '#lib/identity';
import { SECOND } from '#lib/kernel';
import type { Database } from '#lib/platform';
import type { HealthFinding } from '#lib/presentation';
import { cliniciansAtWork, readStages, readUntaken, type Stage, type Untaken } from '#lib/readmodels';
import { readPauses, type QueuePause } from '#lib/repairs';
import { doorFindings } from './door-findings.js';
import { unreachedOf } from './unreached.js';

export interface House {
  readonly now: number;
  readonly clocks: Clocks;
  readonly workers: WorkersSeen;
  readonly stages: readonly Stage[];
  /** Of every clinic. */
  readonly retrying: readonly Retrying[];
  readonly pauses: readonly QueuePause[];
}

/** What time it is in the clinic, a worker knows best: a demo lets it run fast through a past. */
export async function lookAtHouse(db: Database, { wall, clinic }: Clocks): Promise<House> {
  const workers = await readWorkers(db, wall);
  const clocks = { wall, clinic: workers.clinicNow ?? clinic };
  const stages = await readStages(db, clocks);
  return {
    now: wall,
    clocks,
    workers,
    stages,
    retrying: await listRetrying(db, null),
    pauses: await readPauses(db, wall),
  };
}

/** History may be long, and it alarms nobody. */
const LATE_SECONDS: Readonly<Record<Stage['stage'], number>> = { follow: 10, history: 3_600, deliver: 10, timers: 10 };

export function houseFindings({ now, workers, stages, retrying, pauses }: House): HealthFinding[] {
  const tried = retrying.reduce((sum, { messages }) => sum + messages, 0);
  const behind = stages.filter(
    ({ stage, waiting, oldestSeconds }) =>
      oldestSeconds > LATE_SECONDS[stage] &&
      !(stage === 'deliver' && waiting <= tried) &&
      !pauses.some(({ queue }) => isStageOf(queue, stage)),
  );
  return [
    ...(workers.there === 0 ? [{ code: 'no-worker', lastSeen: workers.lastSeen } as const] : []),
    ...behind.map(({ stage, waiting, oldestSeconds }): HealthFinding => ({
      code: 'stage-behind',
      stage,
      waiting,
      since: now - oldestSeconds * SECOND,
    })),
    ...pauses.map((pause) => ({ code: 'queue-paused', ...pause, waiting: waitingIn(stages, pause.queue) }) as const),
  ];
}

/** Whoever reads events reads history too. */
const isStageOf = (queue: string, stage: Stage['stage']): boolean =>
  stage === queue || (queue === 'follow' && stage === 'history');

const waitingIn = (stages: readonly Stage[], queue: string): number =>
  stages.filter(({ stage }) => isStageOf(queue, stage)).reduce((sum, { waiting }) => sum + waiting, 0);

/** Kinds of channels that are an inbox of the house itself. */
const IN_HOUSE = CHANNELS.filter(({ delivers }) => delivers === 'on-write').map(({ kind }) => kind);
/** A message that is younger is on its way. */
const ON_ITS_WAY_MS = 60 * SECOND;

export interface ClinicLook {
  readonly tenant: Tenant;
  readonly channels: readonly ChannelSetting[];
  readonly untaken: readonly Untaken[];
}

export async function lookAtClinic(db: Database, tenant: Tenant, now: number): Promise<ClinicLook> {
  const asked = { tenant: tenant.id, inHouse: IN_HOUSE, before: now - ON_ITS_WAY_MS };
  return { tenant, channels: await listChannels(db, tenant.id), untaken: await readUntaken(db, asked) };
}

const reaches =
  (channels: readonly ChannelSetting[]) =>
  (person: string): boolean =>
    channels.some(({ enabled, clinician }) => enabled && (clinician === person || clinician === '*'));

/** Alerts that have reached nobody, of some clinics together. */
export function unreachedFindings(looks: readonly ClinicLook[]): HealthFinding[] {
  const unreached = unreachedOf(
    looks.flatMap(({ channels, untaken }) => {
      const isReached = reaches(channels);
      return untaken.map((one) => ({ ...one, hasChannel: isReached(one.clinician) }));
    }),
  );
  return unreached ? [{ code: 'alerts-unreached', ...unreached }] : [];
}

export async function clinicFindings(
  db: Database,
  { tenant, channels }: ClinicLook,
  { retrying, now }: House,
): Promise<HealthFinding[]> {
  const people = channels.some(({ enabled }) => enabled) ? await cliniciansAtWork(db, tenant.id) : undefined;
  const isReached = reaches(channels);
  const apart = people?.filter((person) => !isReached(person)) ?? [];
  const atTheDoor = await doorFindings(db, tenant.id, now);
  const episodes = (await listSetAside(db, tenant.id)).length;
  return [
    ...(people === undefined ? [{ code: 'no-channel' } as const] : []),
    ...(apart.length > 0 ? [{ code: 'people-unreachable', people: apart } as const] : []),
    ...channels.filter(({ enabled }) => !enabled).map(offFinding),
    ...retrying.filter((one) => one.tenant === tenant.id).map(failingFinding),
    ...atTheDoor,
    ...(episodes > 0 ? [{ code: 'episodes-set-aside', episodes } as const] : []),
  ];
}

const offFinding = ({ kind, clinician, disabled_reason: reason }: ChannelSetting): HealthFinding => ({
  code: 'channel-off',
  channel: kind,
  person: clinician,
  reason: reason ?? '',
});

const failingFinding = ({ channel, messages, since, detail }: Retrying): HealthFinding => ({
  code: 'channel-failing',
  channel,
  messages,
  since,
  detail,
});
