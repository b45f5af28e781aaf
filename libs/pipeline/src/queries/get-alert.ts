/** One alert: what was found, and the words that a clinician reads. */
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { LatestRules } from '#lib/clinic-settings';
import { may, type Principal } from '#lib/identity';
import { Database, RapportError } from '#lib/platform';
import { wordsFor, type AlertWords, type Wording } from '#lib/presentation';
import { readAlert, type AlertEntry } from '#lib/readmodels';
import { Look, alertSubject, namedIn } from '../on-record/look.js';
import type { LanguageAsked } from './reader.js';

export interface AlertAnswer extends Omit<AlertEntry, 'alert'> {
  readonly words: AlertWords;
}

/** Throws `not_found` for an alert that is unknown, or none of the reader's. */
export class GetAlert extends Look<AlertAnswer> {
  readonly recordedAs = 'alert';

  constructor(
    readonly reader: Principal,
    readonly alert: string,
    readonly language?: LanguageAsked,
  ) {
    super();
  }

  override named(): readonly string[] {
    return [alertSubject(this.alert)];
  }
  protected shown({ episode, id }: AlertAnswer): readonly string[] {
    return namedIn([{ episode, alert: id }]);
  }
}

@QueryHandler(GetAlert)
export class GetAlertHandler implements IQueryHandler<GetAlert> {
  constructor(
    private readonly db: Database,
    private readonly latest: LatestRules,
  ) {}

  async execute({ reader, alert, language }: GetAlert): Promise<AlertAnswer> {
    const entry = await readAlert(this.db, reader.tenant, alert);
    if (!entry || !may(reader, 'clinic:read', entry.clinician)) throw new RapportError('not_found');
    return alertInWords(entry, await this.latest.wording(reader.tenant, language));
  }
}

export const alertInWords = ({ alert, evidence, ...entry }: AlertEntry, wording: Wording): AlertAnswer => ({
  ...entry,
  words: wordsFor(alert, wording),
  evidence,
});
