/** Every kind of thing that can be put right, one line each. */
import { Injectable } from '@nestjs/common';
import { RulesCache } from '#lib/clinic-settings';
import { Database } from '#lib/platform';
import { Waker } from '#lib/queues';
import type { RepairKind, RepairKindName } from '#lib/repairs';
import { Rereading } from '../reread/rereading.js';
import { deliveriesKind } from './deliveries.kind.js';
import { episodesKind } from './episodes.kind.js';
import { eventsKind } from './events.kind.js';
import type { FailedItem } from './failed-item.js';
import { jobsKind } from './jobs.kind.js';

@Injectable()
export class RepairKinds {
  private readonly kinds: Readonly<Record<RepairKindName, RepairKind<FailedItem>>>;

  constructor(db: Database, waker: Waker, rules: RulesCache, rereading: Rereading) {
    this.kinds = {
      deliveries: deliveriesKind({ db, waker }),
      events: eventsKind({ db, rules, rereading }),
      episodes: episodesKind({ db, waker }),
      jobs: jobsKind({ db, waker }),
    };
  }

  of(kind: RepairKindName): RepairKind<FailedItem> {
    return this.kinds[kind];
  }
}
