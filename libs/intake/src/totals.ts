/** Totals that come with a form: whether they are possible, and what their sender may want to know about them. */
import type { Violation } from '#lib/kernel';
import { scaleNamed, scoreReceived, type Instrument, type ReceivedForm, type Total } from '#lib/instruments';

/** Only the main scale has a range of its own; the others are the sender's business. */
export function totalFaults(instrument: Instrument, totals: readonly Total[]): Violation[] {
  const { min, max } = instrument.range;
  const [main] = instrument.scales;
  return totals.flatMap(({ scale, value }, i) => {
    if (scaleNamed(instrument, scale) !== main.code || value === null || (value >= min && value <= max)) return [];
    const hint = `"${main.code}" of ${instrument.code} is kept on that scale; without a total the answers are scored`;
    return [
      {
        pointer: `/data/totals/${i}/value`,
        code: 'score_range',
        detail: `must be from ${min} to ${max}`,
        hint,
      },
    ];
  });
}

/** A total that nobody reads, or that the answers do not give, is kept; its sender is told which figure counts. */
export function totalWarnings(instrument: Instrument, form: ReceivedForm): Violation[] {
  const { totals = [], scorer } = form;
  if (totals.length === 0) return [];
  const scales = instrument.scales.map(({ code }) => code).join(', ');
  const contradicted = new Set(scoreReceived(instrument, form).contradicted);
  return totals.flatMap(({ scale }, i) => {
    const pointer = `/data/totals/${i}`;
    const code = scaleNamed(instrument, scale);
    if (code === undefined) {
      const hint = `not read: the total of "${scale}"; scales of ${instrument.code} are ${scales}`;
      return [
        {
          pointer,
          code: 'unknown_scale',
          detail: `is not a scale of ${instrument.code}`,
          hint,
        },
      ];
    }
    if (differsFromEarlier(instrument, totals, i)) return [secondTotal(pointer, code)];
    if (!contradicted.has(code)) return [];
    const which = scorer === 'source' ? 'the total counts, because scorer is "source"' : 'the answers count';
    const detail = 'is not what the answers give';
    return [
      {
        pointer,
        code: 'contradicted_total',
        detail,
        hint: `the answers do not give the total: ${which}`,
      },
    ];
  });
}

/** Another total of the same scale came before it, and says otherwise. */
function differsFromEarlier(instrument: Instrument, totals: readonly Total[], at: number): boolean {
  const { scale, value } = totals[at] ?? { scale: '', value: null };
  const code = scaleNamed(instrument, scale);
  const first = totals.slice(0, at).find((one) => one.value !== null && scaleNamed(instrument, one.scale) === code);
  return value !== null && first !== undefined && first.value !== value;
}

const secondTotal = (pointer: string, code: string): Violation => ({
  pointer,
  code: 'contradicted_total',
  detail: `is not the other total of "${code}" in this form`,
  hint: `two totals of "${code}" differ: the first one is read`,
});
