import { clinicFile } from '../../../instruments/src/conformance/clinic-file.js';
import { guardFaults, DEFAULT_CHOICE, readChoice, rulesOf, type ClinicChoice } from '#lib/clinic-settings';
import { DEFAULT_RULES } from './clinic-rules.js';

const own = clinicFile();
const choice = (changed: object): ClinicChoice => {
  const read = readChoice(JSON.parse(JSON.stringify({ ...DEFAULT_CHOICE, ...changed })));
  if (!read.ok) throw new Error(read.error.map(({ pointer, code }) => `${pointer} ${code}`).join(', '));
  return read.value;
};
const faults = (changed: object): string[] => guardFaults(choice(changed)).map(({ pointer }) => pointer);
const codes = (rules: typeof DEFAULT_RULES): string[] => rules.instruments.map(({ code }) => code);

describe('an instrument that asks about safety', () => {
  it('is not active where a clinic has chosen nothing', () => {
    expect(DEFAULT_RULES.instruments.filter(({ safety }) => safety)).toEqual([]);
    expect(guardFaults(DEFAULT_CHOICE)).toEqual([]);
  });

  it.each([
    ['of ours', { active: ['pulse', 'phq-9'] }, ['/active/1']],
    ['of the clinic', { active: ['harbour-check'], own: [own] }, ['/active/0']],
  ])('%s is activated only with a cover, and the next step is said', (_, changed, pointers) => {
    expect(faults(changed)).toEqual(pointers);
    expect(guardFaults(choice(changed))).toMatchObject([
      {
        code: 'safety_unheard',
        detail: 'asks about safety, but no cover is named for an answer that the clinician does not acknowledge',
        hint: expect.stringContaining('"cover"') as unknown,
      },
    ]);
    expect(faults({ ...changed, safety: { cover: 'dr-2' } })).toEqual([]);
  });

  it('stays out of the rules of a choice from before this was asked, which still reads', () => {
    const { safety: _, ...before } = { ...DEFAULT_CHOICE, active: ['pulse', 'phq-9'] };
    const read = readChoice(before);
    expect(read.ok && codes(rulesOf(3, read.value))).toEqual(['pulse']);
    expect(read.ok && codes(rulesOf(4, { ...read.value, safety: { cover: 'dr-2' } }))).toEqual(['phq-9', 'pulse']);
  });
});

describe('who hears', () => {
  it.each([
    [{ cover: 'dr-2', minutes: { sameDay: 1441 } }, '/safety/minutes/sameDay'],
    [{ cover: 'dr-2', minutes: { immediate: 0 } }, '/safety/minutes/immediate'],
    [{ dutyLead: 'dr-2' }, '/safety'],
  ])('is refused at the place of the fault: %j', (safety, pointer) => {
    const read = readChoice({ ...DEFAULT_CHOICE, safety });
    expect(read.ok ? [] : read.error.map((fault) => fault.pointer)).toEqual([expect.stringContaining(pointer)]);
  });

  it.each([
    [{ cover: 'dr-2', recipient: 'dr-2' }, '/safety/cover', 'the recipient'],
    [{ cover: 'dr-2', dutyLead: 'dr-2' }, '/safety/dutyLead', 'the recipient and the cover'],
    [{ recipient: 'dr-1', cover: 'dr-2', dutyLead: 'dr-1' }, '/safety/dutyLead', 'the recipient and the cover'],
  ])('is never the same person twice: %j', (safety, pointer, than) => {
    const read = readChoice({ ...DEFAULT_CHOICE, safety });
    const fault = { pointer, code: 'same_person', detail: `must be somebody other than ${than}` };
    expect(read.ok ? [] : read.error).toEqual([fault]);
  });

  it('may be three people, each with a clock of the clinic', () => {
    const safety = { recipient: 'dr-1', cover: 'dr-2', dutyLead: 'dr-3', minutes: { immediate: 1, sameDay: 1440 } };
    expect(choice({ safety }).safety).toEqual(safety);
  });
});
