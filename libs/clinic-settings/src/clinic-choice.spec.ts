import { rapportPulse, type Instrument } from '#lib/instruments';
import { guardFaults, DEFAULT_CHOICE, readChoice, rulesOf } from './clinic-choice.js';
import { DEFAULT_RULES } from '#lib/alliance';

const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const own = { ...rapportPulse, code: 'own-form', title: 'Our own form' };

describe('what a clinic chose', () => {
  it('is the rules of the house where nothing was chosen', () => {
    expect(rulesOf(0, DEFAULT_CHOICE)).toEqual(DEFAULT_RULES);
  });

  it('comes back from storage as it was, with its own instrument before ours', () => {
    const choice = { ...DEFAULT_CHOICE, own: [own], active: ['own-form', 'gad-7'], shadow: ['reliable-drop'] };
    const read = readChoice(stored(choice));
    expect(read).toEqual({ ok: true, value: stored(choice) });
    expect(rulesOf(3, choice).instruments.map(({ code }) => code)).toEqual(['own-form', 'gad-7']);
  });

  it('keeps an own instrument that is not active out of the rules', () => {
    expect(rulesOf(1, { ...DEFAULT_CHOICE, own: [own] }).instruments).toEqual(DEFAULT_RULES.instruments);
  });

  it.each([
    [{ parameters: { 'reliable-dorp': {} } }, '/parameters/reliable-dorp', 'reliable-drop'],
    [
      { byApproach: { cbt: { 'reliable-drop': { reliableChange: 2 } } } },
      '/byApproach/cbt/reliable-drop/reliableChange',
      'reliableChanges',
    ],
    [
      { parameters: { 'reliable-drop': { reliableChanges: '2' } } },
      '/parameters/reliable-drop/reliableChanges',
      undefined,
    ],
    [{ active: ['gad-8'] }, '/active/0', 'gad-7'],
    [{ shadow: ['levle'] }, '/shadow/0', 'level'],
    [{ own: [{ ...own, direction: 'up' }] }, '/own/0/direction', undefined],
    [{ stopping: { model: 'v1', site: 'usual' } }, '/stopping/site', undefined],
    [{ language: 'fr' }, '/language', undefined],
    [{ safety: { cover: 'k2', minutes: { immediate: 0 } } }, '/safety/minutes/immediate', undefined],
    [{ safety: { cover: 'k2', minutes: { sameDay: 1441 } } }, '/safety/minutes/sameDay', undefined],
    [{ suggestions: [{ language: 'en' }] }, '/suggestions/0/version', undefined],
  ])('is refused at the place of the fault: %j', (changed, pointer, meant) => {
    const read = readChoice(stored({ ...DEFAULT_CHOICE, ...changed }));
    const fault = read.ok ? undefined : read.error.find((f) => f.pointer === pointer);
    expect([read.ok, fault?.pointer]).toEqual([false, pointer]);
    if (meant) expect(fault?.hint).toContain(`"${meant}"`);
  });
});

describe('what is said of a choice that cannot be', () => {
  const faultsOf = (changed: object) => {
    const read = readChoice(stored({ ...DEFAULT_CHOICE, ...changed }));
    return read.ok ? [] : read.error;
  };

  it('names an instrument that nobody has, and what to do', () => {
    const fault = { code: 'unknown_code', detail: 'is neither an included instrument nor one of yours' };
    expect(faultsOf({ active: ['gad-8', 'our-very-own-form'] })).toEqual([
      { ...fault, pointer: '/active/0', hint: 'did you mean "gad-7"?' },
      { ...fault, pointer: '/active/1', hint: 'add its file first' },
    ]);
    expect(faultsOf({ active: ['GAD 7'] })).toMatchObject([{ detail: 'must be the code of an instrument' }]);
  });

  it('keeps the versions of an own instrument apart', () => {
    const next = { ...own, version: '2' };
    expect(faultsOf({ own: [own, next] })).toEqual([]);
    expect(faultsOf({ own: [own, next, own] })).toEqual([
      {
        pointer: '/own/2/version',
        code: 'instrument_taken',
        detail: 'is the code and version of another of your instruments',
        hint: 'raise the version',
      },
    ]);
  });

  it('reads a choice that was kept before there were packs', () => {
    const { suggestions: _, ...earlier } = DEFAULT_CHOICE;
    expect(readChoice(stored(earlier)).ok).toBe(true);
  });
});

describe('a choice that reads and may not be set', () => {
  const form = { ...rapportPulse, code: 'own-form' };
  const guarded = (...own: Instrument[]): string[] =>
    guardFaults({ ...DEFAULT_CHOICE, own }).map(({ pointer, detail }) => `${pointer} ${detail}`);

  it.each([
    ['1', '1.0'],
    ['1.0', '1'],
    ['2.1', '2.1.0'],
    ['1', '01.0.0'],
  ])('holds versions %s and %s of one form', (first, second) =>
    expect(guarded({ ...form, version: first }, { ...form, version: second })).toEqual([
      `/own/1/version is version ${first} of own-form written differently`,
    ]),
  );

  it.each([
    ['1', '10'],
    ['1.1', '1.10'],
    ['1', '1.0.1'],
    ['1.1', '1.0.1'],
    // the same digits are told as a form of one code and version, when the choice is read
    ['1', '1'],
  ])('is none with versions %s and %s', (first, second) =>
    expect(guarded({ ...form, version: first }, { ...form, version: second })).toEqual([]),
  );

  it('is none where the version of another form is written otherwise', () =>
    expect(guarded(form, { ...form, code: 'their-form', version: '1.0' })).toEqual([]));

  it('holds an instrument with figures that no new file may have, and is read all the same', () => {
    const flat = { ...form, norms: [{ population: 'clinical', mean: 50, sd: 0, basis: 'ours' }] } as const;
    expect(guarded(form, { ...flat, code: 'flat-form' })).toEqual(['/own/1/norms/0/sd must be above 0']);
    expect(readChoice(JSON.parse(JSON.stringify({ ...DEFAULT_CHOICE, own: [flat] }))).ok).toBe(true);
  });
});
