/** What people did about the alerts of a history while part of it had arrived. */
import { alertsOf, claimKey, type Alert } from '#lib/alliance';
import { episodeOf, type EventData } from '#lib/events';
import { DAY, HOUR, MINUTE, toIso } from '#lib/kernel';
import { Chance } from '../simulation/chance.js';
import type { History, Told } from './clinic.js';
import { House } from './house.js';

type ActType = 'alert.acknowledged' | 'alert.snoozed' | 'alert.overridden' | 'alert.resolved';

export function acted({ seed, told }: History): readonly Told[] {
  const chance = new Chance(seed + 0x5eed);
  const seen = chance.next();
  const house = new House();
  house.take(told.filter(({ rank }) => rank < seen));
  const acts = house
    .episodes()
    .flatMap(([stream, state]) =>
      oneOfEachClaim(alertsOf(state)).flatMap((alert) =>
        actsOn(alert, { episode: episodeOf(stream), client: state.client }, chance),
      ),
    );
  return [
    ...told,
    ...acts.map((act, i) => ({ ...act, ...arrivalOf(act, i), rank: seen + (1 - seen) * chance.next() })),
  ].toSorted((a, b) => a.at - b.at);
}

/** Who has a safety answer has it for all: others who were told of it are refused. */
const oneOfEachClaim = (alerts: readonly Alert[]): readonly Alert[] =>
  alerts.filter(({ key }, i) => alerts.findIndex((other) => claimKey(other.key) === claimKey(key)) === i);

type Act = Pick<Told, 'type' | 'at' | 'data' | 'id'>;

const arrivalOf = ({ id }: Act, i: number): Omit<Told, 'type' | 'at' | 'data' | 'rank'> => ({
  id,
  source: 'urn:rapport',
  mark: '',
  batched: [i % 2 === 0, i % 3 === 0],
  again: false,
});

interface Whose {
  readonly episode: string;
  readonly client: string;
}

/** One act on an alert or two; the last is taken back at times. */
function actsOn({ key, raisedAt, clinician }: Alert, whose: Whose, chance: Chance): Act[] {
  if (!chance.happens(0.7)) return [];
  const about = { ...whose, alert: key, by: clinician || 'dr-lead' };
  const at = raisedAt + chance.pick([1, HOUR, DAY, 20 * DAY]);
  const first = actOf(chance, at, about);
  const name = `act-${whose.episode}-${key}`;
  const acts: Act[] = [{ ...first, id: `${name}-1` }];
  const ends = first.type === 'alert.resolved' || first.type === 'alert.overridden';
  if (!ends && chance.happens(0.5)) acts.push({ ...actOf(chance, at + HOUR, about), id: `${name}-2` });
  const last = acts.at(-1) as Act;
  if (chance.happens(0.2))
    acts.push({
      type: 'alert.act_undone',
      id: `${name}-undone`,
      at: last.at + MINUTE,
      data: { ...about, act: last.id },
    });
  return acts;
}

function actOf(chance: Chance, at: number, about: EventData<'alert.acknowledged'>): Omit<Act, 'id'> {
  const type = chance.pick<ActType>(['alert.acknowledged', 'alert.snoozed', 'alert.overridden', 'alert.resolved']);
  if (type === 'alert.snoozed') return { type, at, data: { ...about, until: toIso(at + chance.between(1, 9) * DAY) } };
  if (type === 'alert.overridden')
    return { type, at, data: { ...about, reason: chance.pick(['already-knew', 'wrong', 'not-relevant'] as const) } };
  if (type === 'alert.resolved')
    return { type, at, data: { ...about, outcome: chance.pick(['talked-it-through', 'nothing-needed'] as const) } };
  return { type, at, data: about };
}
