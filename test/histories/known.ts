/** What is known of people, read off what was told and nothing else: the other opinion about what may be shown and sent. */
import { clinicalOrder, type ClinicEvent, type EventOf } from '#lib/events';
import type { Told } from './clinic.js';

export interface Consents {
  readonly alerts: boolean;
  readonly messages: boolean;
}

export interface Known {
  /** Every record of the client whose episode it is; empty while nobody knows. */
  readonly namesOf: (episode: string) => ReadonlySet<string>;
  /** Somebody said that the two are one. */
  readonly everMerged: (one: string, other: string) => boolean;
  readonly isDead: (episode: string) => boolean;
  readonly consentsOf: (episode: string) => Consents;
  readonly hasLeft: (clinician: string) => boolean;
}

const asEvent = ({ id, source, type, at, data, sequence = '', historical = false }: Told): ClinicEvent =>
  ({ id, source, type, occurredAt: at, data, sequence, historical }) as ClinicEvent;

export function knownFrom(told: readonly Told[]): Known {
  const facts = told.map(asEvent).sort(clinicalOrder);
  const of = <T extends ClinicEvent['type']>(type: T): EventOf<T>[] =>
    facts.filter((fact): fact is EventOf<T> => fact.type === type);
  const namesOf = (episode: string): ReadonlySet<string> => namesFrom(facts, episode);
  return {
    namesOf,
    everMerged: (one, other) =>
      of('client.merged').some(
        ({ data: { retired, survivor } }) =>
          [retired, survivor].every((name) => name.startsWith(one) || name.startsWith(other)) &&
          [one, other].every((client) => [retired, survivor].some((name) => name.startsWith(client))),
      ),
    isDead: (episode) => {
      const names = namesOf(episode);
      const closings = of('episode.closed').filter(
        ({ data }) => data.episode === episode && data.reason === 'deceased',
      );
      return (
        of('client.deceased').some(({ data }) => names.has(data.client)) ||
        closings.some(({ data }) => names.has(data.client))
      );
    },
    consentsOf: (episode) => {
      const names = namesOf(episode);
      const mine = of('client.consent_changed').filter(({ data }) => names.has(data.client));
      const last = (scope: string): boolean =>
        mine.findLast(({ data }) => data.scope === scope || data.scope === 'all')?.data.granted ?? true;
      return { alerts: last('alerts'), messages: last('messages') };
    },
    hasLeft: (clinician) =>
      facts.findLast(
        ({ type, data }) =>
          (type === 'clinician.deactivated' || type === 'clinician.registered') && data.clinician === clinician,
      )?.type === 'clinician.deactivated',
  };
}

function namesFrom(facts: readonly ClinicEvent[], episode: string): ReadonlySet<string> {
  const own = facts.filter(({ data }) => 'episode' in data && data.episode === episode);
  const first = own.find(({ type }) => type === 'episode.opened') ?? own[0];
  if (!first) return new Set();
  const into = new Map<string, string>();
  const chain = (from: string): string[] => {
    const names = [from];
    for (let next = into.get(from); next !== undefined && !names.includes(next); next = into.get(next))
      names.push(next);
    return names;
  };
  for (const { type, data } of facts) {
    if (type === 'client.merged' && !into.has(data.retired)) into.set(data.retired, data.survivor);
    if (type === 'client.unmerged') into.delete(data.restored);
  }
  return new Set(chain((first.data as { client: string }).client));
}
