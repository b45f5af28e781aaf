import { answerLine } from '../clinical/answer-line.js';
import { readInstrument, type Instrument } from '#lib/instruments';
import { parseJson } from '#lib/kernel';
import { misuse } from '../line/failure.js';
import type { Line } from '../line/lines.js';
import { PROGRAM, type Host, type Run } from '../line/verb.js';
import type { clinicalVerb } from './clinical.verb.js';

export const runClinical: Run<typeof clinicalVerb> = async ({ flags, out, host }) => {
  const own: Instrument[] = [];
  for (const file of flags.instrument) own.push(await instrumentIn(file, host));
  for await (const line of host.lines()) {
    if (host.signal.aborted) return 1;
    await out.stream(answerTo(line, own));
  }
  return 0;
};

async function instrumentIn(file: string, host: Host): Promise<Instrument> {
  const parsed = parseJson(await host.readText(file));
  const instrument = parsed.ok ? readInstrument(parsed.value) : undefined;
  if (instrument?.ok) return instrument.value;
  const faults = parsed.ok ? (instrument?.error ?? []) : parsed.error.faults;
  const said = faults.map(({ pointer, detail, hint }) => `${pointer || '/'} ${detail}${hint ? ` (${hint})` : ''}`);
  throw misuse(
    `${file} is not an instrument:\n  ${said.join('\n  ')}`,
    `see docs/reference/clinical.md, or ${PROGRAM} help clinical`,
  );
}

const NO_LINES = {
  'too-long': { code: 'too_large', hint: 'a line has at most 1 MiB' },
  'not-utf-8': { code: 'invalid_unicode', hint: 'send UTF-8' },
} as const;

function answerTo(line: Line, own: readonly Instrument[]): string {
  if ('text' in line) return answerLine(line.text, own);
  const { code, hint } = NO_LINES[line.fault];
  return JSON.stringify({ error: { code, pointer: '', hint } });
}
