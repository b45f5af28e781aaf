/** Whom an alert goes to, person by person: who is there, who stands in, who leads, and what stays where it is. */
import { alertOf, stateWith } from '../../spec/alerts.js';
import type { Alert } from '../state/alert.js';
import type { Absence, EpisodeState } from '../state/episode-state.js';
import { hasLostCover, readdress, recipientOf } from './recipient.js';

const away = (person: string, cover: string | null = null): Absence => ({ person, from: 0, until: null, cover });
const POLICY = { cover: 'k8', dutyLead: 'k7' };

describe('who is told', () => {
  const LEADS = [
    { person: 'k9', lead: 'k6' },
    { person: 'k1', lead: 'k5' },
  ];
  it.each<[string, string, Partial<EpisodeState>]>([
    ['the clinician', 'k1', {}],
    ['the cover', 'k2', { cover: 'k2' }],
    ['the clinician where the cover has left', 'k1', { cover: 'k2', left: ['k2'] }],
    ['who stands in for the cover', 'k3', { cover: 'k2', away: [away('k2', 'k3')] }],
    ['who stands in for the clinician', 'k3', { away: [away('k1', 'k3')] }],
    ['the clinician who is away where nobody stands in', 'k1', { away: [away('k1')] }],
    ['the duty lead where the stand-in has left', 'k7', { away: [away('k1', 'k3')], left: ['k3'] }],
    ['the duty lead where the stand-in is away', 'k7', { away: [away('k1', 'k3'), away('k3')] }],
    ['their own lead before the clinic’s', 'k5', { left: ['k1'], leads: LEADS }],
    ['nobody else’s lead', 'k7', { left: ['k1'], leads: LEADS.slice(0, 1) }],
    ['the next lead where the first has left', 'k8', { left: ['k1', 'k7'] }],
    ['who stands in for the lead', 'k4', { left: ['k1'], away: [away('k7', 'k4')] }],
    ['nobody where everybody has left', '', { left: ['k1', 'k7', 'k8'] }],
    ['the duty lead where nobody works with the client yet', 'k7', { clinician: null }],
  ])('%s', (_, who, more) => expect(recipientOf(stateWith([], more), POLICY)).toBe(who));

  it('is the cover of a policy without a duty lead, and nobody without a policy', () => {
    expect(recipientOf(stateWith([], { left: ['k1'] }), { cover: 'k8' })).toBe('k8');
    expect(recipientOf(stateWith([], { left: ['k1'] }), null)).toBe('');
  });

  it.each<[boolean, readonly Absence[], readonly string[]]>([
    [false, [], []],
    [false, [away('k1'), away('k2', 'k3')], []],
    [false, [away('k2', 'k3')], ['k1']],
    [true, [away('k1'), away('k2', 'k3')], ['k3']],
    [true, [away('k2', 'k3'), away('k3')], []],
    [true, [away('k2', 'k2')], []],
  ])('a stand-in is lost: %s with %j', (lost, absences, left) =>
    expect(hasLostCover(stateWith([], { away: absences, left }))).toBe(lost),
  );
});

describe('an alert', () => {
  type Where = readonly [clinician: string, movedFrom: string | null];
  const at = ([clinician, movedFrom]: Where, more: Partial<Alert> = {}): Alert =>
    alertOf('strain-open', 'p', { clinician, movedFrom, ...more });
  const goesTo = (alert: Alert, more: Partial<EpisodeState>): Where =>
    readdress(stateWith([alert], more), POLICY).alerts.map((one): Where => [one.clinician, one.movedFrom])[0] ?? [
      '',
      '',
    ];

  it.each<[string, Where, Partial<EpisodeState>]>([
    ['its clinician is covered', ['k2', 'k1'], { cover: 'k2' }],
    ['somebody stands in', ['k3', 'k1'], { away: [away('k1', 'k3')] }],
    ['its clinician has left', ['k7', 'k1'], { left: ['k1'] }],
  ])('goes to who is there where %s', (_, to, more) => expect(goesTo(at(['k1', null]), more)).toEqual(to));

  it.each<[string, Where, Partial<Alert>, Partial<EpisodeState>]>([
    ['all are there', ['k1', null], {}, {}],
    ['it is of somebody else', ['k4', null], {}, {}],
    ['somebody else is covered', ['k4', null], {}, { cover: 'k2' }],
    ['somebody else is away', ['k4', null], {}, { away: [away('k9', 'k3')] }],
    ['they are away and nobody stands in', ['k4', null], {}, { away: [away('k4')] }],
    ['they have it', ['k1', null], { status: 'acknowledged' }, { cover: 'k2', away: [away('k1', 'k3')] }],
    ['it has ended', ['k1', null], { status: 'eased' }, { left: ['k1'] }],
    ['it is theirs in their own right', ['k1', null], { facts: { told: 'cover' } }, { cover: 'k2' }],
    ['its first is away', ['k2', 'k1'], {}, { away: [away('k1')] }],
    ['who was covered is away, and somebody has it', ['k3', 'k1'], {}, { away: [away('k1', 'k3')] }],
    ['it is taken', ['k2', 'k1'], { status: 'acknowledged' }, {}],
    [
      'another is in charge by now, for whom another stands in',
      ['k2', 'k1'],
      {},
      { clinician: 'k5', away: [away('k5', 'k4')] },
    ],
  ])('stays where it is when %s', (...[, where, alert, more]) => {
    const state = stateWith([at(where, alert)], more);
    expect(readdress(state, POLICY)).toBe(state);
  });

  it('goes back once its first is there again, or on to whose work it is by now', () => {
    expect(goesTo(at(['k2', 'k1']), {})).toEqual(['k1', null]);
    expect(goesTo(at(['k2', 'k1']), { clinician: 'k5' })).toEqual(['k5', 'k1']);
    expect(goesTo(at(['k2', 'k1']), { cover: 'k4' })).toEqual(['k4', 'k1']);
    expect(goesTo(at(['k2', 'k1'], { status: 'acknowledged' }), { left: ['k2'] })).toEqual(['k1', null]);
  });

  it('stays with who has it when nobody would have it otherwise', () => {
    const state = stateWith([at(['k2', 'k1'])], { left: ['k1'] });
    expect(readdress(state, null)).toBe(state);
  });

  it('of whom the policy named goes to who stands in for them, else to the lead', () => {
    const named = { facts: { told: 'cover' } };
    expect(goesTo(at(['k8', null], named), { away: [away('k8', 'k9')] })).toEqual(['k9', 'k8']);
    expect(goesTo(at(['k8', null], named), { left: ['k8'] })).toEqual(['k7', 'k8']);
    expect(goesTo(at(['k8', null], named), { left: ['k8', 'k7'] })).toEqual(['k1', 'k8']);
  });
});
