/** Faults planted between the log and the fold. Each stands for a mistake that the product does not make; a law must notice it. */
import { isAct } from '#lib/alliance';
import type { ClinicEvent } from '#lib/events';
import type { StoredEvent } from '#lib/eventlog';

export const MUTANTS = {
  'late-facts-are-dropped': 'what comes after its time counts for nothing once something later was folded',
  'time-is-arrival': 'facts of one minute stand in the order in which they came',
  'copies-by-place': 'copies of facts of people are named by their place in the log',
  'death-stops-nothing': 'a death changes nothing',
  'consent-stops-nothing': 'a withdrawn consent changes nothing',
  'leavers-stay': 'who has left the clinic is written to as before',
  'foreign-is-own': 'what names another client counts as the own of its episode',
  'acts-are-undone': 'an act that came before what it answers is lost',
} as const;
export type Mutant = keyof typeof MUTANTS;

type Distortion = (fact: ClinicEvent, stored: StoredEvent) => readonly ClinicEvent[];
const without =
  (type: ClinicEvent['type']): Distortion =>
  (fact) =>
    fact.type === type ? [] : [fact];

const DISTORTIONS: Partial<Record<Mutant, Distortion>> = {
  'time-is-arrival': (fact, { version }) => [
    { ...fact, occurredAt: fact.occurredAt - (fact.occurredAt % 60_000) + version },
  ],
  'copies-by-place': (fact, { position }) => [
    fact.id.startsWith('relayed-') ? { ...fact, sequence: '', id: `relayed-${position}` } : fact,
  ],
  'death-stops-nothing': without('client.deceased'),
  'consent-stops-nothing': without('client.consent_changed'),
  'leavers-stay': without('clinician.deactivated'),
  'foreign-is-own': (fact, { stream }) => {
    const own = /^episode\/ep-(anna|bela)/.exec(stream)?.[1];
    const names = 'episode' in fact.data && own !== undefined;
    return [names ? ({ ...fact, data: { ...fact.data, client: `cl-${own}` } } as ClinicEvent) : fact];
  },
  'acts-are-undone': (fact, { version }) => (isAct(fact) && version % 2 === 0 ? [] : [fact]),
};

export const distorted = (mutant: Mutant, fact: ClinicEvent, stored: StoredEvent): readonly ClinicEvent[] =>
  DISTORTIONS[mutant]?.(fact, stored) ?? [fact];
