/** One event, one transaction: lock its episode, append it, judge, save. */
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { alertsOf, continueEpisode, foldEpisode, type EpisodeState } from '#lib/alliance';
import { summarise } from '#lib/presentation';
import { typeOfWireName, type ClinicEvent } from '#lib/events';
import type { CloudEventDto } from './cloud-event.dto.js';
import { AlertEntity, EpisodeEntity, EventEntity } from './entities.js';

@Injectable()
export class EventProcessor {
  constructor(private readonly tables: DataSource) {}

  async process(event: CloudEventDto): Promise<void> {
    await this.tables.transaction(async (tx) => {
      const id = event.data.episode;
      const episode = await tx.findOne(EpisodeEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!(await append(tx, event))) return;
      const state = await judge(tx, episode, event);
      await save(tx, { episode, state, id });
      await saveAlerts(tx, episode?.state, state);
    });
  }
}

/** Answers false for an event that is there already. */
async function append(tx: EntityManager, { id, source, type, time, data }: CloudEventDto): Promise<boolean> {
  const row = { source, externalId: id, episode: data.episode, type, occurredAt: new Date(time), data };
  const { raw } = await tx.createQueryBuilder().insert().into(EventEntity).values(row).orIgnore().execute();
  return (raw as unknown[]).length > 0;
}

async function judge(tx: EntityManager, episode: EpisodeEntity | null, event: CloudEventDto): Promise<EpisodeState> {
  const row = { ...event, externalId: event.id, occurredAt: new Date(event.time) };
  if (!episode) return foldEpisode([factOf(row)]);
  const next = continueEpisode(episode.state, [factOf(row)]);
  if (next !== 'refold') return next;
  const all = await tx.find(EventEntity, { where: { episode: episode.id } });
  return foldEpisode(all.map(factOf));
}

const factOf = (row: Pick<EventEntity, 'externalId' | 'source' | 'type' | 'occurredAt' | 'data'>): ClinicEvent =>
  ({
    id: row.externalId,
    source: row.source,
    occurredAt: row.occurredAt.getTime(),
    sequence: '',
    historical: false,
    type: typeOfWireName(row.type),
    data: row.data,
  }) as ClinicEvent;

interface Judged {
  readonly id: string;
  readonly episode: EpisodeEntity | null;
  readonly state: EpisodeState;
}

/** Two first events of one episode at once: the second insert fails, and its job is tried again. */
async function save(tx: EntityManager, { id, episode, state }: Judged): Promise<void> {
  const { client, clinician, attention } = summarise(state);
  const row = { client, clinician: clinician ?? '', attention, state, version: (episode?.version ?? 0) + 1 };
  if (episode) await tx.update(EpisodeEntity, { id }, row as object);
  else await tx.insert(EpisodeEntity, { id, ...row } as object);
}

async function saveAlerts(tx: EntityManager, before: EpisodeState | undefined, after: EpisodeState): Promise<void> {
  const known = new Map((before ? alertsOf(before) : []).map((alert) => [alert.key, JSON.stringify(alert)]));
  const changed = alertsOf(after).filter((alert) => known.get(alert.key) !== JSON.stringify(alert));
  const rows = changed.map((alert) => ({ episode: after.episode, key: alert.key, clinician: alert.clinician, alert }));
  if (rows.length > 0) await tx.upsert(AlertEntity, rows as object[], ['episode', 'key']);
}
