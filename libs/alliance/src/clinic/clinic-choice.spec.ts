import { rapportPulse } from '../instruments/pulse.instrument.js';
import { HOUSE_CHOICE, readChoice, rulesOf } from './clinic-choice.js';
import { HOUSE_RULES } from './clinic-rules.js';

const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const own = { ...rapportPulse, code: 'own-form', title: 'Our own form' };

describe('what a clinic chose', () => {
  it('is the rules of the house where nothing was chosen', () => {
    expect(rulesOf(0, HOUSE_CHOICE)).toEqual(HOUSE_RULES);
  });

  it('comes back from storage as it was, with its own instrument before ours', () => {
    const choice = { ...HOUSE_CHOICE, own: [own], active: ['own-form', 'gad-7'], shadow: ['reliable-drop'] };
    const read = readChoice(stored(choice));
    expect(read).toEqual({ ok: true, value: stored(choice) });
    expect(rulesOf(3, choice).instruments.map(({ code }) => code)).toEqual(['own-form', 'gad-7']);
  });

  it('keeps an own instrument that is not active out of the rules', () => {
    expect(rulesOf(1, { ...HOUSE_CHOICE, own: [own] }).instruments).toEqual(HOUSE_RULES.instruments);
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
  ])('is refused at the place of the fault: %j', (changed, pointer, meant) => {
    const read = readChoice(stored({ ...HOUSE_CHOICE, ...changed }));
    const fault = read.ok ? undefined : read.error.find((f) => f.pointer === pointer);
    expect([read.ok, fault?.pointer]).toEqual([false, pointer]);
    if (meant) expect(fault?.hint).toContain(`"${meant}"`);
  });
});
