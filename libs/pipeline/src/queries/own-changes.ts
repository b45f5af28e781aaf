/** Of what changed in a clinic, what concerns one reader: a key of one clinician hears of its own caseload. */
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { episodeOf, episodeStream } from '#lib/events';
import { needs, type Principal } from '#lib/identity';
import { Database } from '#lib/platform';
import { alertsOfClinician, episodesOfClinician } from '#lib/readmodels';
import type { LiveChange } from '../follow/live.js';

/** Undefined where nothing of it is the reader's. */
export class OwnChanges extends Query<LiveChange | undefined> {
  constructor(
    readonly reader: Principal,
    readonly change: LiveChange,
  ) {
    super();
  }
}

@QueryHandler(OwnChanges)
export class OwnChangesHandler implements IQueryHandler<OwnChanges> {
  constructor(private readonly db: Database) {}

  async execute({ reader, change }: OwnChanges): Promise<LiveChange | undefined> {
    needs(reader, 'clinic:read');
    const { tenant, clinician } = reader;
    if (change.tenant !== tenant) return undefined;
    if (clinician === undefined) return change;
    const whose = { tenant, clinician };
    const alerts = await alertsOfClinician(this.db, whose, change.alerts);
    const ids = alerts.map(({ id }) => id);
    if (change.episodes === undefined) return { tenant, episodes: undefined, alerts: ids };
    const own = await episodesOfClinician(this.db, whose, change.episodes.map(episodeStream));
    const episodes = [...new Set([...own, ...alerts.map(({ stream }) => stream)])].map(episodeOf);
    return episodes.length > 0 ? { tenant, episodes, alerts: ids } : undefined;
  }
}
