/** The whole practice: people, their stories, and one wire on which everything arrives. */
import { DAY, HOUR, MINUTE } from '#lib/kernel';
import type { Cast } from './course.js';
import { diceNamed, type Dice } from './seeded-random.js';
import { tellEpisode } from './episode-story.js';
import { KIND_RATES } from './kinds.js';
import { drawClinician, drawPerson, rankClinicians, type Clinician } from './people.js';
import { completePlan, type ClinicPlan, type SyntheticClinic, type SyntheticEvent } from './plan.js';
import { truthUpTo } from './intervals.js';
import { byArrival, recorder, type Recorder } from './recorder.js';
import { chooseSlot, dayOf, type Slot, type Span, weekdayOf } from './timetable.js';
import { wallClock } from './wall-time.js';

const MONTH = 30.4375 * DAY;
/** Appointments are booked past the end, and clocks change: the calendar reaches further than the story. */
const MARGIN = 120 * DAY;
/** Stories are told this much too far and then cut, so that news of a visit just after the end is not missing. */
const OVERTIME = 7 * DAY;
/** Share of clients who came in the first weeks: those who were there when the practice connected. */
const FIRST_WEEKS = { share: 0.2, days: 21 } as const;

const numbered = (prefix: string, n: number, width: number): string => `${prefix}-${String(n).padStart(width, '0')}`;

/**
 * Same plan, same clinic, to the last byte. `aheadDays` is how much future follows `endsAt`; more of it adds events at
 * the end and changes nothing before. Throws RangeError for a plan that is too small or a zone nobody knows.
 */
export function generateClinic(wanted: Partial<ClinicPlan> & { endsAt: number }, aheadDays = 28): SyntheticClinic {
  const plan = completePlan(wanted);
  const from = plan.endsAt - plan.months * MONTH;
  const until = plan.endsAt + aheadDays * DAY;
  const clock = wallClock(plan.zone, from - MARGIN, until + MARGIN);
  const span: Span = { clock, from, until: until + OVERTIME };
  const drawnBy = { seed: plan.seed, rates: KIND_RATES[plan.kind] };
  const clinicians = Array.from({ length: plan.clinicians }, (_, i) =>
    drawClinician(numbered('dr', i + 1, 2), { ...span, until: until + MARGIN }, drawnBy),
  );
  const recorders: Recorder[] = clinicians.map((c) => tellClinician(c, plan.seed, span));
  const truth = castsOf(plan, span, clinicians).map(({ cast, record }) => {
    recorders.push(record);
    return truthUpTo(tellEpisode(cast), until);
  });
  return {
    plan,
    clinicians: clinicians.map(({ clinician, codesMarkers, ratesTwinForm, absences }) => ({
      clinician,
      codesMarkers,
      ratesTwinForm,
      absences: absences.filter((a) => a.from <= until),
    })),
    clients: truth.map(({ client, episode, clinician }) => ({ client, episode, clinician })),
    truth,
    events: recorders.flatMap((r) => r.told.filter((e) => e.arriveAt <= until)).sort(byArrival),
  };
}

/** `history` has arrived by `at` (ms, included), `ahead` has not. */
export function splitAt(
  clinic: Pick<SyntheticClinic, 'events'>,
  at: number,
): { readonly history: readonly SyntheticEvent[]; readonly ahead: readonly SyntheticEvent[] } {
  const first = clinic.events.findIndex((e) => e.arriveAt > at);
  const cut = first === -1 ? clinic.events.length : first;
  return { history: clinic.events.slice(0, cut), ahead: clinic.events.slice(cut) };
}

function castsOf(plan: ClinicPlan, span: Span, clinicians: readonly Clinician[]): { cast: Cast; record: Recorder }[] {
  const rates = KIND_RATES[plan.kind];
  const taken = new Map<string, Map<Slot, number>>();
  return Array.from({ length: plan.clients }, (_, i) => {
    const number = String(i + 1).padStart(4, '0');
    const [client, episode] = [`cl-${number}`, `ep-${number}`];
    const dice = diceNamed(plan.seed, episode);
    const ranked = rankClinicians(client, clinicians, plan.seed);
    const [{ clinician, dayOff }] = ranked;
    const used = taken.get(clinician) ?? new Map<Slot, number>();
    const slot = chooseSlot({ client, dayOff, seed: plan.seed, taken: used });
    taken.set(clinician, used.set(slot, (used.get(slot) ?? 0) + 1));
    const record = recorder(plan.seed, episode);
    const opened = drawOpening(dice, plan, span);
    const person = drawPerson(dice, rates);
    const { tell } = record;
    const who = { episode, client, number, person, clinicians: ranked };
    return { record, cast: { ...who, span, rates, slot, opened, dice, tell } };
  });
}

/** A weekday within office hours. */
function drawOpening(dice: Dice, plan: ClinicPlan, { clock, from }: Span): number {
  const early = dice.chance(FIRST_WEEKS.share);
  const firstWeeks = Math.min(FIRST_WEEKS.days * DAY, (plan.endsAt - from) / 2);
  const at = early ? dice.between(from, from + firstWeeks) : dice.between(from + firstWeeks, plan.endsAt - 5 * DAY);
  const day = dayOf(clock.wallOf(at));
  const weekday = weekdayOf(day) > 4 ? day - 2 * DAY : day;
  return clock.instantOf(weekday + dice.whole(8, 16) * HOUR + dice.whole(0, 11) * 5 * MINUTE);
}

function tellClinician({ clinician, absences }: Clinician, seed: number, { clock, from }: Span): Recorder {
  const record = recorder(seed, clinician);
  record.tell('clinician.registered', from, { clinician });
  for (const absence of absences) {
    const began = absence.from + 7 * HOUR;
    record.tell('clinician.absence_started', began, { clinician, until: clock.write(absence.until) });
    record.tell('clinician.absence_ended', absence.until, { clinician });
  }
  return record;
}
