/**
 * The contract of a notification channel: how an alert leaves Rapport. A channel is one object in one
 * `<name>.channel.ts` file and one line in `roster.ts`; the conformance suite then runs over it. Nothing outside its file
 * knows its name: code that needs to know something about a channel asks the object.
 *
 * What a channel may rely on: settings passed to `send` were accepted by `settings`; `send` is called at least once for
 * each delivery, one attempt at a time, and no transaction is open during the call. Leases, attempts, times and the record
 * of what happened belong to the caller.
 *
 * What a channel must guarantee: `send` never throws and ends within about 15 seconds; the delivery key goes out with
 * every attempt; nothing but the members of `DeliveryItem` goes out; a reply is untrusted text and is not repeated.
 */
import type { Language, Violation, Schema } from '#lib/kernel';
import type { SafeHttp } from '#lib/platform';
import type { MailTransport } from './mail-transport.js';

export interface Channel<Settings> {
  /** Stored with each delivery; never renamed. */
  readonly kind: string;
  /** What an administrator reads. */
  readonly title: string;
  /** What an administrator sets. A type made by `schema.object`, which also provides faults and documentation. */
  readonly settings: Schema<Settings>;
  /**
   * Settings that `settings` and `check` accept, leading nowhere real. The conformance suite sends with them, and the
   * demo and test systems are set up with them; nobody ever receives what is sent there.
   */
  readonly example: Settings;
  /**
   * `on-write`: the row of the alert is the message, so a delivery is done in the transaction that writes the alert,
   * exactly once, and `send` has nothing left to do. `by-attempt`: `send` is called after that transaction, until it
   * is accepted or given up.
   */
  readonly delivers: 'on-write' | 'by-attempt';
  /** Members of the settings that are secret: stored as plain text, because they sign, and never shown again. */
  readonly secrets: readonly (keyof Settings)[];
  /**
   * Adds a secret that the receiver checks messages with, where none was given: nobody should have to invent one. The
   * answer's `secret` is shown once, when it is set. Undefined when there is nothing to add.
   */
  addSecret?(given: GivenSettings): { readonly settings: GivenSettings; readonly secret: string } | undefined;
  /** What will keep messages from leaving this installation although the settings are right; undefined when nothing does. */
  obstacle?(outlet: Transports): string | undefined;
  /** Checks settings against this installation when they are saved, for example whether a URL may be called. */
  check(settings: Settings, outlet: Transports): readonly Violation[];
  /** Pure and neutral: somebody who reads over a shoulder learns that something is waiting, and nothing about whom or what. */
  render(item: DeliveryItem): Message;
  /**
   * Whether the receiver can be reached, without a message to anybody: undefined when it can, else what is in the way.
   * Left out where reaching it is the installation's question, or none.
   */
  tryOut?(settings: Settings, outlet: Transports): Promise<string | undefined>;
  /** One attempt. Expected trouble is an outcome. */
  send(message: Message, settings: Settings, outlet: Transports): Promise<Outcome>;
}

/** As an administrator wrote them, before `settings` judged them. */
export type GivenSettings = Readonly<Record<string, unknown>>;

/** Any member of the roster, for callers that hold settings which its own `settings` accepted. */
export type AnyChannel = Omit<Channel<GivenSettings>, 'secrets'> & {
  readonly secrets: readonly string[];
};

/** Everything a channel learns of an alert. Names, scores, rules and texts are absent on purpose. */
export interface DeliveryItem {
  /** Opaque; never sent. */
  readonly tenant: string;
  /** The same over all attempts: the receiver's key against duplicates. 1 to 256 of A-Z a-z 0-9 _ : ~ -, no ".". */
  readonly deliveryKey: string;
  /** Opaque id of the alert. */
  readonly alert: string;
  readonly tier: 'act-today' | 'talk-soon' | 'keep-an-eye';
  /** A rule's name says what is going on with somebody: the compiler keeps it out. */
  readonly rule?: never;
  /**
   * The client's next appointment, where it begins within a day from now and the clinic's wall clock is known:
   * milliseconds since 1970 UTC, and the minutes its wall clock is ahead of UTC.
   */
  readonly before?: { readonly epochMs: number; readonly offsetMinutes: number };
  /** Deep link to a page that asks for a key, built of opaque ids; at most 1,000 characters. */
  readonly openUrl: string;
  /** Of the words around the link; no part of what is said about the alert. */
  readonly language: Language;
  /** When the alert was raised, milliseconds since 1970 UTC. */
  readonly occurredAt: number;
}

/** What is sent. Its key is the same over all attempts; an appointment that has begun meanwhile is not named again. */
export interface Message {
  readonly deliveryKey: string;
  /** One line, for channels that have one: a mail's subject. */
  readonly title?: string;
  /** The body in its plainest form: text for people, JSON for programs, empty when the alert itself is the message. */
  readonly text: string;
  /** The same words and the same link for a mail reader. */
  readonly html?: string;
}

/** `detail` is for operators: what happened in neutral words, without addresses and without the reply's text. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly status?: number; readonly detail: string }
  /** Retry with the usual pauses; `after` is the pause in milliseconds that the receiver asked for. */
  | { readonly kind: 'retry'; readonly after?: number; readonly detail: string }
  /** No attempt can succeed; `disable` when the receiver asked never to be called again. */
  | { readonly kind: 'dead'; readonly detail: string; readonly disable?: boolean };

/** The transports, passed in so that a test or a demo can pass in others. */
export interface Transports {
  readonly http: SafeHttp;
  readonly mail: MailTransport;
  /** Milliseconds since 1970 UTC. */
  readonly clock: () => number;
}
