/** Meaning beyond shape: what an event says has to be possible, and its questionnaire has to be one we can score. */
import type { Violation } from '#lib/kernel';
import { examinePeriod, type Period } from './period.js';
import { totalFaults, totalWarnings } from './totals.js';
import type { ClinicEvent, EventType } from '#lib/events';
import {
  DEFAULT_INSTRUMENTS,
  type KnownInstruments,
  type Answer,
  type Instrument,
  type Item,
  instrumentOf,
} from '#lib/instruments';

export interface Examination {
  /** Pointers are relative to the event: `/data/items/3/value`. */
  readonly faults: Violation[];
  /** What is possible, and probably not meant: accepted, and said. */
  readonly warnings?: readonly Violation[];
  /** Kept aside, replayable once the reason is gone. */
  readonly quarantine?: 'unknown_instrument';
  /** Understood and kept with its episode; it counts once the clinic has switched the instrument on. */
  readonly held?: 'inactive_instrument';
  /** Has an answer that a person has to read: it goes before everything else. */
  readonly urgent?: true;
}

const FINE: Examination = { faults: [] };
const URGENT: Examination = { faults: [], urgent: true };

interface Examined {
  readonly type: EventType;
  readonly data: unknown;
  readonly occurredAt?: number;
}

/**
 * `event.data` must already have the shape that the catalogue gives its type. A form of an instrument that the clinic
 * does not know is quarantined, and one that it has not switched on is held.
 */
export function examine(event: Examined, known: KnownInstruments = DEFAULT_INSTRUMENTS): Examination {
  if (event.type === 'appointment.booked' || event.type === 'appointment.rescheduled') {
    return examinePeriod(event.data as Period);
  }
  if (event.type === 'client.merged') return examineMerge(event.data as Merged);
  return event.type.startsWith('feedback.') ? examineForm(event.data as Form, known) : FINE;
}

type Merged = Extract<ClinicEvent, { type: 'client.merged' }>['data'];
const INTO_ITSELF: Violation = {
  pointer: '/data/retired',
  code: 'same_record',
  detail: 'is the record that stays',
  hint: 'send the record that is given up as retired, and the one that stays as survivor',
};

const examineMerge = ({ retired, survivor }: Merged): Examination =>
  retired === survivor ? { faults: [INTO_ITSELF] } : FINE;

type Submitted = Extract<ClinicEvent, { type: 'feedback.submitted' }>['data'];
type Form = Pick<Submitted, 'instrument' | 'items' | 'totals' | 'scorer'>;

function examineForm(form: Form, { instruments, inactive }: KnownInstruments): Examination {
  const active = instrumentOf(form.instrument, instruments);
  const instrument = active ?? instrumentOf(form.instrument, inactive);
  if (!instrument) return { faults: [], quarantine: 'unknown_instrument' };
  const examined = examineAnswers(instrument, form);
  return active || examined.faults.length > 0 ? examined : { ...examined, held: 'inactive_instrument' };
}

function examineAnswers(instrument: Instrument, form: Form): Examination {
  const { items = [], totals = [] } = form;
  const faults = [...examineItems(instrument, items), ...totalFaults(instrument, totals)];
  if (faults.length > 0) return { faults };
  const warnings = totalWarnings(instrument, form);
  const examined = isUrgent(instrument, items) ? URGENT : FINE;
  return warnings.length > 0 ? { ...examined, warnings } : examined;
}

const isUrgent = ({ safety }: Instrument, answers: readonly Answer[]): boolean =>
  safety !== undefined &&
  answers.some(({ item, value }) => item === safety.item && value !== null && value >= safety.sameDay);

const TWICE = {
  code: 'duplicate_item',
  detail: 'was answered before in this form',
  hint: 'send one answer to each item, the one that the client left standing',
};
const OUT_OF_RANGE = 'send null for an answer left open; check that the sender counts as this instrument does';

function examineItems(instrument: Instrument, answers: readonly Answer[]): Violation[] {
  const seen = new Set<string>();
  return answers.flatMap((answer, i) => {
    const twice = seen.has(answer.item);
    seen.add(answer.item);
    if (!twice) return examineAnswer(instrument, answer, i);
    return [{ pointer: `/data/items/${i}/item`, ...TWICE }];
  });
}

function examineAnswer(instrument: Instrument, { item: id, value }: Answer, i: number): Violation[] {
  const item = instrument.items.find((known) => known.id === id);
  if (!item) {
    const hint = `known items: ${instrument.items.map((known) => known.id).join(', ')}`;
    return [
      { pointer: `/data/items/${i}/item`, code: 'unknown_item', detail: `is not an item of ${instrument.code}`, hint },
    ];
  }
  if (value === null || isPossible(item, value)) return [];
  const detail = `must be from ${item.min} to ${item.max} in steps of ${item.step}`;
  return [{ pointer: `/data/items/${i}/value`, code: 'score_range', detail, hint: OUT_OF_RANGE }];
}

function isPossible({ min, max, step }: Item, value: number): boolean {
  const steps = (value - min) / step;
  return value >= min && value <= max && Math.abs(steps - Math.round(steps)) < 1e-9;
}
