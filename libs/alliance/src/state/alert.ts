export type AlertTier = 'act-today' | 'talk-soon' | 'keep-an-eye';

/**
 * open: waits for somebody. acknowledged: somebody has it. snoozed: comes back at `snoozedUntil`. These three are live.
 * overridden, resolved: a person ended it. eased: the rupture was repaired, or the client came.
 * closed: the episode, the rupture or the work of this pair ended.
 * withdrawn: the client withdrew consent, or died; `facts.ended` says which.
 */
export type AlertStatus =
  'open' | 'acknowledged' | 'snoozed' | 'overridden' | 'resolved' | 'eased' | 'closed' | 'withdrawn';

/** What a person did with an alert last; it stays also when the alert then ended by itself. */
export interface StandingAct {
  readonly kind: 'acknowledged' | 'snoozed' | 'overridden' | 'resolved';
  readonly by: string;
  /** Clinical time in milliseconds. */
  readonly at: number;
  /** Id of the event that says so. */
  readonly event: string;
  /** The reason of an override, the outcome of what was resolved. */
  readonly why: string | null;
}

/** Codes and numbers from which the words are made: never an answer, a name or a sentence. */
export type AlertFacts = Readonly<Record<string, string | number>>;

export interface Alert {
  /**
   * `rule:ruleVersion:cause`; `rule.rung:ruleVersion:cause` of a person on a rung of the safety policy. The same
   * history gives the same key, in whatever order it arrived.
   */
  readonly key: string;
  readonly rule: string;
  readonly ruleVersion: number;
  /** Id of the event, or reference of the appointment, that it is about. */
  readonly cause: string;
  readonly tier: AlertTier;
  /** Clinical time in milliseconds. */
  readonly raisedAt: number;
  /**
   * Whom it is for: the person who worked with the client when it was raised, or covered, or whom the safety policy named; or
   * who stands in for them now. Empty where nobody is there.
   */
  readonly clinician: string;
  /** Whom it was for, while somebody else stands in for them; null otherwise. */
  readonly movedFrom: string | null;
  readonly status: AlertStatus;
  readonly snoozedUntil: number | null;
  /** When it came back by itself after it had been put off, last; null where it never did. */
  readonly cameBackAt: number | null;
  readonly act: StandingAct | null;
  /** Key of the alert before it that a person ended: this is what came after. */
  readonly follows: string | null;
  /** Caused by history that was brought in: shown, never notified. */
  readonly historical: boolean;
  /** Event references `source id`, at least one, the first and the latest. */
  readonly evidence: readonly string[];
  readonly seenAgain: number;
  readonly facts: AlertFacts;
}

/** A person's word, and not the course of things, ended it. */
export const isEndedByPerson = ({ status }: Pick<Alert, 'status'>): boolean =>
  status === 'overridden' || status === 'resolved';

export const isLive = ({ status }: Alert): boolean =>
  status === 'open' || status === 'acknowledged' || status === 'snoozed';
