import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Alert, EpisodeState } from '#lib/alliance';

@Entity('plain_episode')
export class EpisodeEntity {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  client!: string;

  @Index()
  @Column('text')
  clinician!: string;

  @Column('text')
  attention!: string;

  @Column('int')
  version!: number;

  @Column('jsonb')
  state!: EpisodeState;
}

@Entity('plain_event')
@Index(['source', 'externalId'], { unique: true })
export class EventEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id!: string;

  @Column('text')
  source!: string;

  @Column('text')
  externalId!: string;

  @Index()
  @Column('text')
  episode!: string;

  @Column('text')
  type!: string;

  @Column('timestamptz')
  occurredAt!: Date;

  @Column('jsonb')
  data!: object;
}

@Entity('plain_alert')
export class AlertEntity {
  @PrimaryColumn('text')
  episode!: string;

  @PrimaryColumn('text')
  key!: string;

  @Index()
  @Column('text')
  clinician!: string;

  @Column('jsonb')
  alert!: Alert;
}
