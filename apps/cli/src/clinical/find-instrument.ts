import { fail, nearest, succeed, type Violation, type Result } from '#lib/kernel';
import { type Instrument, LIBRARY, WITHOUT_KEY } from '#lib/instruments';

/** By code; the clinic's own come before ours. */
export function findInstrument(code: string, own: readonly Instrument[]): Result<Instrument, Violation[]> {
  const all = [...own, ...LIBRARY];
  const found = all.find((instrument) => instrument.code === code);
  return found ? succeed(found) : fail([unknown(code, all)]);
}

function unknown(code: string, all: readonly Instrument[]): Violation {
  const locked = WITHOUT_KEY.find((known) => known.code === code);
  const fault = { pointer: '/instrument', code: 'unknown_instrument' };
  if (locked) {
    const hint = 'describe it in an instrument file from your licensed copy';
    return {
      ...fault,
      detail: `${locked.title} is not scored here, because this is not public: ${locked.unknown}`,
      hint,
    };
  }
  const codes = all.map((instrument) => instrument.code);
  const meant = nearest(code, codes);
  return {
    ...fault,
    detail: 'is not an instrument that can be scored',
    hint: meant ? `did you mean "${meant}"?` : `known instruments: ${codes.join(', ')}`,
  };
}
