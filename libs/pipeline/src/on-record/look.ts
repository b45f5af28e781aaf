/**
 * What is put on record where it is executed, so that nobody who asks can forget it: a controller, the command line and a
 * test all ask the same bus. A question about clients extends `Look`, and says who asks, what for and whom the answer
 * shows; an act on an alert extends `Act`. A test names every query that is neither, with the reason.
 */
import { Command, Query } from '@nestjs/cqrs';
import { auditSubject, isOperator, type AuditAction, type Operator, type Principal } from '#lib/identity';

/** Whom an answer shows, by clinic. */
export type Shown = ReadonlyMap<number, readonly string[]>;

export interface OnRecord<T> {
  readonly asker: Principal | Operator;
  readonly recordedAs: AuditAction;
  /** Whether an answer that shows nobody is on record too. */
  readonly always: boolean;
  /** What was asked for by name: of a refusal nothing else is known. */
  named(): readonly string[];
  shownIn(answer: T): Shown;
}

/** A question about clients. It is on record before its answer leaves, whatever the answer is. */
export abstract class Look<T> extends Query<T> implements OnRecord<T> {
  abstract readonly reader: Principal | Operator;
  abstract readonly recordedAs: AuditAction;
  readonly always: boolean = true;

  get asker(): Principal | Operator {
    return this.reader;
  }
  named(): readonly string[] {
    return [];
  }
  /** Subjects of an entry, each once. */
  protected abstract shown(answer: T): readonly string[];

  shownIn(answer: T): Shown {
    return isOperator(this.reader) ? new Map() : new Map([[this.reader.tenant, [...new Set(this.shown(answer))]]]);
  }
}

/**
 * A question about the system, whose answer may name clients: it is on record where it does, and where it is refused.
 * Many of these are asked every few seconds by a program that watches.
 */
export abstract class Glance<T> extends Look<T> {
  override readonly always: boolean = false;
}

/** What a person does with an alert. */
export abstract class Act<T> extends Command<T> implements OnRecord<T> {
  abstract readonly principal: Principal;
  abstract readonly alert: string;
  abstract readonly recordedAs: AuditAction;
  readonly always = true;

  get asker(): Principal {
    return this.principal;
  }
  named(): readonly string[] {
    return [auditSubject('alert', this.alert)];
  }
  shownIn(): Shown {
    return new Map([[this.principal.tenant, this.named()]]);
  }
}

export const isOnRecord = (asked: object): asked is OnRecord<unknown> => asked instanceof Look || asked instanceof Act;

export const episodeSubject = (episode: string): string => auditSubject('episode', episode);
export const alertSubject = (alert: string): string => auditSubject('alert', alert);

/** Of a list whose items may name an episode, an alert or both. */
export const namedIn = (
  items: readonly { readonly episode?: string | undefined; readonly alert?: string | undefined }[],
): readonly string[] =>
  items.flatMap(({ episode, alert }) => [
    ...(episode === undefined ? [] : [episodeSubject(episode)]),
    ...(alert === undefined ? [] : [alertSubject(alert)]),
  ]);
