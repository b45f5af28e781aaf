/** One event's way through the house, from receipt to delivery, told from what each step left behind. */
import { episodeOf, isEpisodeStream, refOf } from '#lib/events';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  OWN_SOURCE,
  findEvent,
  findPosition,
  readDeliveryTrails,
  readRecordedAt,
  readProgress,
  rereadId,
  toClinicEvent,
  type StoredEvent,
} from '#lib/eventlog';
import { toIso } from '#lib/kernel';
import { auditSubject, may, needs, type Principal } from '#lib/identity';
import { Database, RapportError } from '#lib/platform';
import { isSetAside, isTold, readEpisode, readTriggered } from '#lib/readmodels';
import { Look, episodeSubject } from '../on-record/look.js';
import {
  DOES_NOT_COUNT,
  arrival,
  alertSteps,
  followStep,
  isUnread,
  readLater,
  type Sees,
  type TraceStep,
} from './trace-steps.js';

export interface EventTrace {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly position: number;
  readonly episode?: string;
  /** When its source wrote it down, if it said so. */
  readonly recordedAt?: string;
  readonly traceparent?: string;
  readonly steps: readonly TraceStep[];
}

/**
 * By position, or by source and id. Who works with clients sees the way up to the message, and who looks after the house
 * every try of it; only the former sees how urgent an alert is. A key of one clinician sees its own caseload.
 */
export class TraceEvent extends Look<EventTrace> {
  readonly recordedAs = 'trace';

  constructor(
    readonly reader: Principal,
    readonly event: { readonly position: number } | { readonly source: string; readonly id: string },
  ) {
    super();
  }

  /** An id may say anything, so that only a position is written down. */
  override named(): readonly string[] {
    return 'position' in this.event ? [auditSubject('event', this.event.position)] : [];
  }
  protected shown({ episode, position }: EventTrace): readonly string[] {
    return [episode === undefined ? auditSubject('event', position) : episodeSubject(episode)];
  }
}

@QueryHandler(TraceEvent)
export class TraceEventHandler implements IQueryHandler<TraceEvent> {
  constructor(private readonly db: Database) {}

  async execute({ reader: principal, event: wanted }: TraceEvent): Promise<EventTrace> {
    needs(principal, 'clinic:read', 'operate');
    const event = await this.find(principal, wanted);
    if (!event || !(await this.mayTrace(principal, event))) throw new RapportError('not_found');
    const { source, type, position, trace, stream } = event;
    const recordedAt = await readRecordedAt(this.db, event);
    const sees: Sees = { urgency: may(principal, 'clinic:read'), house: may(principal, 'operate') };
    return {
      id: event.externalId,
      source,
      type,
      position,
      ...(isEpisodeStream(stream) ? { episode: episodeOf(stream) } : {}),
      ...(recordedAt === undefined ? {} : { recordedAt: toIso(recordedAt) }),
      ...(trace ? { traceparent: trace } : {}),
      steps: [...arrival(event), ...(await this.after(event, sees))],
    };
  }

  private find({ tenant }: Principal, wanted: TraceEvent['event']): Promise<StoredEvent | undefined> {
    return 'position' in wanted ? findPosition(this.db, tenant, wanted.position) : findEvent(this.db, tenant, wanted);
  }

  private async mayTrace(principal: Principal, { tenant, stream }: StoredEvent): Promise<boolean> {
    const { clinician } = principal;
    if (clinician === undefined) return true;
    if (!isEpisodeStream(stream)) return false;
    const folded = await readEpisode(this.db, { tenant, stream });
    const of = { tenant, episode: episodeOf(stream), clinician };
    return folded !== undefined && (folded.state.clinician === clinician || isTold(this.db, of));
  }

  /** An event that was understood later goes on as its copy. */
  private async after(event: StoredEvent, sees: Sees): Promise<TraceStep[]> {
    if (!isUnread(event)) return [...(await this.following(event, sees)), ...(await this.outcome(event, sees))];
    const copy = await findEvent(this.db, event.tenant, { source: OWN_SOURCE, id: rereadId(event.position) });
    return copy ? [readLater(copy), ...(await this.following(copy, sees)), ...(await this.outcome(copy, sees))] : [];
  }

  private async following(event: StoredEvent, sees: Sees): Promise<TraceStep[]> {
    if (!isEpisodeStream(event.stream)) return [];
    const step = followStep(event, await readProgress(this.db, event), sees);
    return (await isSetAside(this.db, event, refOf(toClinicEvent(event)))) ? [step, DOES_NOT_COUNT] : [step];
  }

  private async outcome({ tenant, position }: StoredEvent, sees: Sees): Promise<TraceStep[]> {
    const { db } = this;
    const alerts = await readTriggered(db, tenant, position);
    const trails = await readDeliveryTrails(
      db,
      tenant,
      alerts.map(({ id }) => id),
    );
    return alertSteps(alerts, trails, sees);
  }
}
