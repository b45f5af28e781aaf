/** Who has an alert while somebody is away, and once they are back; and what was put off, once its time has come. */
import { day, handover, iso, named, on, opened, phq, phqRules, timer, withRupture } from '../../spec/history.js';
import type { ClinicEvent } from '#lib/events';
import { DEFAULT_RULES, type ClinicRules } from '../rules/clinic-rules.js';
import type { Alert } from '../state/alert.js';
import { foldEpisode } from '../episode/episode.js';

const KEY = 'strain-open:1:pulse-21-client';
const own = (event: ClinicEvent): ClinicEvent => ({ ...event, source: 'urn:rapport' });
const acknowledged = (at: number): ClinicEvent => own(on(at, 'alert.acknowledged', { alert: KEY, by: 'k1' }));
const snoozed = (at: number, until: number): ClinicEvent =>
  own(on(at, 'alert.snoozed', { alert: KEY, by: 'k1', until: iso(until) }));
const away = (
  at: number,
  until: number | null,
  [who, cover]: readonly [string, string | null] = ['k1', 'k2'],
): ClinicEvent =>
  named(
    `away-${who}-${at}`,
    on(at, 'clinician.absence_started', {
      clinician: who,
      ...(until === null ? {} : { until: iso(until) }),
      ...(cover === null ? {} : { cover }),
    } as never),
  );
const back = (at: number, who = 'k1'): ClinicEvent =>
  named(`back-${who}-${at}`, on(at, 'clinician.absence_ended', { clinician: who } as never));
const left = (at: number, who = 'k1'): ClinicEvent => on(at, 'clinician.deactivated', { clinician: who } as never);
const look = (at: number): ClinicEvent => timer({ at: day(at), reason: 'absence-over' });
const alerts = (events: readonly ClinicEvent[], rules: ClinicRules = DEFAULT_RULES): readonly Alert[] =>
  foldEpisode(events, rules).alerts;
const whose = (...events: ClinicEvent[]): (string | null)[][] =>
  alerts(events).map(({ clinician, movedFrom }) => [clinician, movedFrom]);
const who = (events: readonly ClinicEvent[], rules: ClinicRules): string[] =>
  alerts(events, rules).map(({ clinician }) => clinician);

describe('an absence that ends', () => {
  it('gives back what nobody has taken, whether it was raised before or meanwhile', () => {
    expect(whose(...withRupture(), away(22, 30))).toEqual([['k2', 'k1']]);
    expect(whose(...withRupture(), away(22, 30), look(31))).toEqual([['k1', null]]);
    expect(whose(...withRupture(), away(20, 30))).toEqual([['k2', 'k1']]);
    expect(whose(...withRupture(), away(20, null), back(31))).toEqual([['k1', null]]);
  });

  it('leaves with the cover what they have, and says whose it was', () => {
    expect(whose(...withRupture(), away(22, 30), acknowledged(23), look(31))).toEqual([['k2', 'k1']]);
    expect(whose(...withRupture(), away(22, 30), snoozed(23, 40), look(31))).toEqual([['k2', 'k1']]);
    expect(whose(...withRupture(), away(22, 30), snoozed(23, 40), look(31), look(41))).toEqual([['k1', null]]);
  });

  it('moves nothing where the clinician had it before they went, nor where nobody stood in', () => {
    expect(whose(...withRupture(), acknowledged(21.5), away(22, 30), look(31))).toEqual([['k1', null]]);
    expect(whose(...withRupture(), away(22, 30, ['k1', null]), look(31))).toEqual([['k1', null]]);
  });

  it('does not give back to somebody who is away again, or who has left', () => {
    expect(whose(...withRupture(), away(22, 30), away(29, 40), look(31))).toEqual([['k2', 'k1']]);
    expect(whose(...withRupture(), away(22, 30), left(25), look(31))[0]?.[0]).not.toBe('k1');
  });
});

describe('a cover of the episode', () => {
  const covered = (at: number, by: string): ClinicEvent => named(`cover-${by}-${at}`, handover(at, by, 'cover'));

  it('has what is open while it lasts, raised before or meanwhile, and gives it back', () => {
    expect(whose(...withRupture(), covered(22, 'k9'))).toEqual([['k9', 'k1']]);
    expect(whose(...withRupture(), covered(20, 'k9'))).toEqual([['k9', 'k1']]);
    expect(whose(...withRupture(), covered(22, 'k9'), covered(25, 'k1'))).toEqual([['k1', null]]);
    expect(whose(...withRupture(), covered(20, 'k9'), covered(25, 'k1'))).toEqual([['k1', null]]);
  });

  it('leaves with the clinician what they have taken, and with the cover what that has', () => {
    expect(whose(...withRupture(), acknowledged(21.5), covered(22, 'k9'))).toEqual([['k1', null]]);
    expect(whose(...withRupture(), covered(22, 'k9'), acknowledged(23), covered(25, 'k1'))).toEqual([['k9', 'k1']]);
  });

  it('that another takes over hands on what is open', () =>
    expect(whose(...withRupture(), covered(22, 'k9'), covered(24, 'k8'))).toEqual([['k8', 'k1']]));

  it('who is away has who stands in for them, and has it back; who has left has the clinician', () => {
    const start = [...withRupture(), covered(22, 'k9')];
    expect(whose(...start, away(23, 30, ['k9', 'k8']))).toEqual([['k8', 'k1']]);
    expect(whose(...start, away(23, 30, ['k9', 'k8']), look(31))).toEqual([['k9', 'k1']]);
    expect(whose(...start, left(23, 'k9'))).toEqual([['k1', null]]);
  });

  it('begins when it was announced for', () => {
    const ahead = on(22, 'episode.clinician_changed', { to: 'k9', kind: 'cover', effectiveAt: iso(26) });
    expect(whose(...withRupture(), ahead)).toEqual([['k1', null]]);
    expect(whose(...withRupture(), ahead, timer({ at: day(26), reason: 'cover-due' }))).toEqual([['k9', 'k1']]);
  });

  it('that ends with a handover gives a safety answer to who takes over', () => {
    const events = [opened(), phq(7, 2), covered(8, 'k9')];
    expect(who(events, phqRules())).toEqual(['k9']);
    expect(who([...events, handover(9)], phqRules())).toEqual(['k2']);
  });
});

describe('an absence whose stand-in is not there', () => {
  const rules = phqRules({ cover: 'k8', dutyLead: 'k7' });
  const gone = (person: string): ClinicEvent => named(`left-${person}`, left(21.2, person));
  const lead = named('lead', on(2, 'clinician.updated', { clinician: 'k1', lead: 'k5' } as never));

  it.each<[string, ClinicEvent[]]>([
    ['has left', [gone('k2'), away(22, 30)]],
    ['leaves meanwhile', [away(21.1, 30), gone('k2')]],
    ['is the one who is away', [away(22, 30, ['k1', 'k1'])]],
    ['is away in turn', [away(21.5, 30, ['k2', null]), away(22, 30)]],
  ])('has the lead where it %s, and what is open goes back', (_, events) => {
    expect(who([...withRupture(), ...events], rules)).toEqual(['k7']);
    expect(who([...withRupture(), lead, ...events], rules)).toEqual(['k5']);
    expect(who([...withRupture(), ...events, look(31)], rules)).toEqual(['k1']);
    expect(who([...withRupture(), ...events], DEFAULT_RULES)).toEqual(['']);
  });

  it('has the next lead where the first cannot be reached either', () => {
    const nobody = [gone('k2'), away(22, 30), away(22, 30, ['k7', 'k2'])];
    expect(who([...withRupture(), ...nobody], rules)).toEqual(['k8']);
  });
});

describe('whom the safety policy named', () => {
  const unheard = (at: number): ClinicEvent => timer({ at: day(at), reason: 'safety-unacknowledged' });
  const rung = (...more: ClinicEvent[]): string[] => who([opened(), phq(7, 2), ...more], phqRules({ cover: 'k8' }));

  it('is told in their own place, and who stands in for them while they are away', () => {
    const heard = unheard(8);
    expect(rung(heard)).toEqual(['k1', 'k8']);
    expect(rung(away(6, 20, ['k8', 'k9']), heard)).toEqual(['k1', 'k9']);
    expect(rung(heard, away(8.5, 20, ['k8', 'k9']))).toEqual(['k1', 'k9']);
    expect(rung(away(6, 8.2, ['k8', 'k9']), heard, look(8.5))).toEqual(['k1', 'k8']);
    expect(rung(away(6, 20, ['k8', null]), heard)).toEqual(['k1', 'k8']);
  });

  it('takes the place of somebody who has left, and goes to who stands in for them', () => {
    const rules = phqRules({ cover: 'k8', dutyLead: 'k7' });
    expect(who([...withRupture(), left(22)], rules)).toEqual(['k7']);
    expect(who([...withRupture(), left(22), away(23, 30, ['k7', 'k9'])], rules)).toEqual(['k9']);
    expect(who([...withRupture(), left(22), away(23, 30, ['k7', 'k9']), look(31)], rules)).toEqual(['k7']);
    expect(
      who(
        [...withRupture(), left(22), left(22.5, 'k7')].map((e, i) => named(`e${i}`, e)),
        rules,
      ),
    ).toEqual(['k8']);
  });
});

describe('what was put off', () => {
  it.each([
    ['after an hour', 22 + 1 / 24, 26],
    ['after three days', 25, 26],
    ['by the very instant', 26, 26],
  ])('is back by itself %s, and says that it was put off before, and by whom [D2]', (_, until, at) =>
    expect(alerts([...withRupture(), snoozed(22, until), look(at)])).toMatchObject([
      { status: 'open', snoozedUntil: null, cameBackAt: day(until), act: { kind: 'snoozed', by: 'k1' } },
    ]),
  );

  it('says so once it is claimed or put off again, too, and of the latest time [D2]', () => {
    const twice = [...withRupture(), snoozed(22, 25), named('again', snoozed(26, 29))];
    expect(alerts(twice)).toMatchObject([{ status: 'snoozed', cameBackAt: day(25) }]);
    expect(alerts([...twice, look(30)])).toMatchObject([{ status: 'open', cameBackAt: day(29) }]);
    expect(alerts([...twice, look(30), acknowledged(31)])).toMatchObject([
      { status: 'acknowledged', cameBackAt: day(29) },
    ]);
  });

  it('says nothing of it before then, nor where it was never put off [D2]', () => {
    expect(alerts([...withRupture(), snoozed(22, 25), look(24)])).toMatchObject([
      { status: 'snoozed', cameBackAt: null },
    ]);
    expect(alerts([...withRupture(), look(26)])).toMatchObject([{ status: 'open', cameBackAt: null }]);
  });
});
