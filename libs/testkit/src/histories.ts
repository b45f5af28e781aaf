/** What happens between one client and one clinician, in events that `cloudEvent` can send. Ids tell what they are. */
import { LIBRARY, type Instrument } from '#lib/instruments';
import { HOUR, toIso } from '#lib/kernel';
import type { SentEvent } from './send.js';

export interface Dyad {
  readonly episode: string;
  readonly client: string;
  readonly clinician: string;
}

export const dyadOf = (episode: string, clinician = 'dr-1'): Dyad => ({
  episode,
  client: `cl-of-${episode}`,
  clinician,
});

export const opened = (dyad: Dyad, at: number): SentEvent<'episode.opened'> => ({
  id: `opened-${dyad.episode}`,
  type: 'episode.opened',
  at,
  data: dyad,
});

export interface Form {
  readonly form: string;
  /** What every slider says, 0 to 10. */
  readonly level?: number;
  /** 0 no, 1 a little, 2 yes: did anything feel off? */
  readonly feltOff?: 0 | 1 | 2;
}

/** By what it measures, so that a renamed instrument keeps its histories. */
function editionOf(which: (instrument: Instrument) => boolean): Pick<Instrument, 'code' | 'version'> {
  const { code, version } = LIBRARY.find(which) as Instrument;
  return { code, version };
}
const PULSE = editionOf((i) => i.construct === 'alliance' && i.probe !== undefined);
const PHQ_9 = editionOf((i) => i.safety !== undefined);
const SLIDERS = [1, 2, 3, 4, 5, 6, 7, 8];

export function pulse(dyad: Dyad, at: number, { form, level = 9, feltOff = 0 }: Form): SentEvent<'feedback.submitted'> {
  const items = [...SLIDERS.map((n) => ({ item: `p${n}`, value: level })), { item: 'r1', value: feltOff }];
  return {
    id: `form-${dyad.episode}-${form}`,
    type: 'feedback.submitted',
    at,
    data: { ...dyad, form, instrument: PULSE, respondent: 'client', items },
  };
}

/** A PHQ-9 whose last question was answered with 0 (not at all) to 3. */
export function phq9(
  dyad: Dyad,
  at: number,
  { form, last }: { form: string; last: number },
): SentEvent<'feedback.submitted'> {
  const items = [...SLIDERS.map((n) => ({ item: `phq9-${n}`, value: 1 })), { item: 'phq9-9', value: last }];
  return {
    id: `phq9-${dyad.episode}-${form}`,
    type: 'feedback.submitted',
    at,
    data: { ...dyad, form, instrument: PHQ_9, respondent: 'client', items },
  };
}

export const formVoided = (dyad: Dyad, at: number, form: string): SentEvent<'feedback.voided'> => ({
  id: `voided-${dyad.episode}-${form}`,
  type: 'feedback.voided',
  at,
  data: { ...dyad, form, instrument: PULSE, cause: 'entered-in-error' },
});

export const formRequested = (
  dyad: Dyad,
  at: number,
  { form, dueAt }: { form: string; dueAt: number },
): SentEvent<'feedback.requested'> => ({
  id: `asked-${dyad.episode}-${form}`,
  type: 'feedback.requested',
  at,
  data: { ...dyad, form, instrument: PULSE, respondent: 'client', dueAt: toIso(dueAt) },
});

export const missed = (dyad: Dyad, at: number, appointment: string): readonly SentEvent[] => [
  {
    id: `booked-${dyad.episode}-${appointment}`,
    type: 'appointment.booked',
    at: at - 48 * HOUR,
    data: { ...dyad, appointment, start: toIso(at - HOUR), end: toIso(at), bookedBy: 'practice' },
  },
  {
    id: `missed-${dyad.episode}-${appointment}`,
    type: 'appointment.missed',
    at,
    data: { ...dyad, appointment, by: 'client' },
  },
];
