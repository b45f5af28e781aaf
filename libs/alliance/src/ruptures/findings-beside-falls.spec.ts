/** The same of the rules on words, marks, two views and single answers. */
import { clinicianSeries, ratingOccasion, withProbe } from '../../spec/ratings.js';
import { day } from '../../spec/history.js';
import { haqIi, type DirectAnswers, rapportPulse, srs } from '#lib/instruments';
import { isAtCeiling } from '#lib/courses';
import { codedMarkers } from './coded-markers.rule.js';
import { directReport } from './direct-report.rule.js';
import { lowMark } from './low-mark.rule.js';
import type { CodedSession, Marker } from '../state/coded-session.js';
import { seenDifferently } from './seen-differently.rule.js';
import { smallFall } from './small-fall.rule.js';

describe('the client’s own word', () => {
  const probe = (felt: number, mattered: number | null): DirectAnswers => ({ felt, mattered, sortedOut: null });
  const on = (given: DirectAnswers | null, chosen?: { mattered: number }) =>
    directReport.check(withProbe(ratingOccasion(rapportPulse, [90, 90]), given), chosen);

  it('is quoted, and measured against no rating', () => {
    expect(on(probe(2, null))).toEqual({
      tier: 'confirmed',
      reference: null,
      evidence: ['s 1'],
      facts: { felt: 'yes' },
    });
    expect(on(probe(1, 5))?.facts).toEqual({ felt: 'a little' });
  });

  it('is not put into the mouth of somebody who said no, or was not asked', () => {
    expect(on(probe(0, 9))).toBeUndefined();
    expect(on(null)).toBeUndefined();
  });

  it('counts from where the clinic sets the line, and never without a number', () => {
    expect(on(probe(1, 6), { mattered: 7 })).toBeUndefined();
    expect(on(probe(1, 7), { mattered: 7 })?.tier).toBe('probable');
    expect(on(probe(1, 0), { mattered: 0 })?.tier).toBe('probable');
    expect(on(probe(1, null), { mattered: 0 })).toBeUndefined();
  });

  it('is heard on a form with too few answers for a score, and is nothing that a note could say', () => {
    const { rated } = withProbe(ratingOccasion(rapportPulse, [90]), probe(2, null));
    const [rating] = rated;
    if (!rating) throw new Error('no rating');
    expect(directReport.check({ kind: 'words', rating: { ...rating, value: null } })?.evidence).toEqual(['s 0']);
    expect(directReport.check({ kind: 'marked', hours: [] })).toBeUndefined();
  });
});

describe('marks', () => {
  const hour = (
    at: number,
    markers: readonly string[],
    source: CodedSession['source'] = 'clinician',
  ): CodedSession => ({
    at: day(at),
    event: `m ${at}`,
    note: `n${at}`,
    by: null,
    source,
    markers: markers.map((line): Marker => {
      const [kind, significance] = line.split(' ');
      return { code: `rupture.${kind as 'withdrawal'}`, marker: null, significance: Number(significance) };
    }),
  });
  const said = (hours: readonly CodedSession[], chosen?: object) =>
    codedMarkers.check({ kind: 'marked', hours }, chosen && { ...codedMarkers.parameters, ...chosen });

  it('S17 bring the latest word that is understood, and say where a supervisor wrote it', () => {
    const worded = (marker: string | null, source: CodedSession['source'] = 'clinician'): CodedSession => ({
      ...hour(0, [], source),
      markers: [
        { code: 'rupture.confrontation', marker: 'trust', significance: 2 },
        { code: 'rupture.confrontation', marker: 'boundary-crossing', significance: 4 },
        { code: 'rupture.confrontation', marker, significance: 3 },
        { code: 'rupture.withdrawal', marker: 'denial', significance: 5 },
      ],
    });
    const facts = (one: CodedSession) => said([one])?.facts;
    expect(facts(worded('complaints-about-parameters'))).toEqual({
      marked: 'confrontation',
      mark: 'complaints-about-parameters',
    });
    expect(facts(worded('left-the-keys', 'supervisor'))).toMatchObject({
      mark: 'boundary-crossing',
      noted: 'supervisor',
    });
    expect(facts(worded(null))).toMatchObject({ mark: 'boundary-crossing' });
  });

  it('of one move against the work are enough', () =>
    expect(said([hour(0, ['withdrawal 3']), hour(7, ['confrontation 3'])])).toStrictEqual({
      tier: 'probable',
      reference: null,
      evidence: ['m 7'],
      facts: { marked: 'confrontation' },
    }));

  it('of moves away from it are told with every hour that counts', () =>
    expect(
      said([hour(0, ['withdrawal 3']), hour(3, ['withdrawal 2']), hour(5, []), hour(7, ['withdrawal 4'])]),
    ).toEqual({ tier: 'probable', reference: null, evidence: ['m 0', 'm 7'], facts: { marked: 'withdrawal' } }));

  it('are two stories when more than six weeks lie between them', () => {
    expect(said([hour(0, ['withdrawal 3']), hour(42, ['withdrawal 3'])])?.evidence).toEqual(['m 0', 'm 42']);
    expect(said([hour(0, ['withdrawal 3']), hour(42.1, ['withdrawal 3'])])).toBeUndefined();
  });

  it('of earlier hours say nothing new about an hour without any', () =>
    expect(said([hour(0, ['withdrawal 3', 'withdrawal 3']), hour(7, [])])).toBeUndefined());

  it('that software suggested neither begin nor complete anything', () => {
    expect(said([hour(0, ['withdrawal 3']), hour(7, ['withdrawal 3'], 'assisted')])).toBeUndefined();
    expect(said([hour(0, ['withdrawal 3'], 'assisted'), hour(7, ['withdrawal 3'])])).toBeUndefined();
    expect(said([hour(0, ['confrontation 5'], 'assisted')])).toBeUndefined();
  });

  it('count from the significance and in the number that the clinic asks for', () => {
    expect(said([hour(0, ['confrontation 3'])], { significance: 4 })).toBeUndefined();
    expect(said([hour(0, ['confrontation 4'])], { significance: 4 })?.tier).toBe('probable');
    expect(said([hour(0, ['withdrawal 3'])], { withdrawals: 1 })?.tier).toBe('probable');
    expect(said([hour(0, ['withdrawal 3', 'withdrawal 3'])], { withdrawals: 3 })).toBeUndefined();
  });

  it('are nothing where nothing was marked, or where a form is judged', () => {
    expect(said([])).toBeUndefined();
    expect(codedMarkers.check(ratingOccasion(rapportPulse, [90, 20]))).toBeUndefined();
  });
});

describe('two views', () => {
  const said = (client: readonly number[], clinician: readonly number[], more: object = {}) =>
    seenDifferently.check(
      ratingOccasion(rapportPulse, client, { alongside: [clinicianSeries(rapportPulse, clinician)], ...more }),
    );

  it('name the four forms, the judged one last', () => {
    expect(said([80, 80], [90, 90])).toEqual({
      tier: 'prompt',
      reference: null,
      evidence: ['k 0', 's 0', 'k 1', 's 1'],
      facts: {},
    });
    expect(said([80, 80, 80], [90, 90])?.evidence).toEqual(['k 0', 's 0', 'k 1', 's 1', 's 2']);
  });

  it('are held against the usual difference of .41 spreads, so 8.85 points more are one spread of 15', () => {
    expect(said([80, 80], [88.85, 88.85])?.tier).toBe('prompt');
    expect(said([80, 80], [88.85, 88.84])).toBeUndefined();
    expect(said([80, 80], [88.84, 88.85])).toBeUndefined();
  });

  it('are held against the clinic’s own spread where it has one', () =>
    expect(said([80, 80], [89, 89], { own: { between: 20 } })).toBeUndefined());

  it('have to differ twice, and may have agreed before', () => {
    expect(said([80], [100])).toBeUndefined();
    expect(said([80, 80, 80, 80], [80, 80, 90, 90])?.evidence).toEqual(['k 2', 's 2', 'k 3', 's 3']);
    expect(said([80, 80, 80, 80], [90, 90])).toBeUndefined();
  });

  it('say nothing of a form whose spread nobody knows', () => {
    const { reliableChange: _, ...bare } = haqIi;
    const unknown = { ...bare, construct: 'outcome' } as const;
    const alongside = [clinicianSeries(unknown, [114, 114])];
    expect(seenDifferently.check(ratingOccasion(unknown, [19, 19], { alongside }))).toBeUndefined();
  });
});

describe('one low answer', () => {
  const said = (marks: readonly (number | null)[], chosen?: { slack: number }) =>
    lowMark.check(
      ratingOccasion(srs, [38, 37, 37], { answers: marks.map((value, i) => ({ item: `srs-${i + 1}`, value })) }),
      chosen,
    );

  it('is below 9 on the SRS, and told as their number', () => {
    expect(said([9, 9.5, 9, 9])).toBeUndefined();
    expect(said([8.9, 9.5, 8, 9])).toEqual({ tier: 'prompt', reference: null, evidence: ['s 2'], facts: { marks: 2 } });
  });

  it('is no missing one', () => expect(said([null, 9.5, 9.5, 9.5])).toBeUndefined());

  it('may be a little lower where the clinic allows it', () => {
    expect(said([8.5, 9.5, 9.5, 9.5], { slack: 0.5 })).toBeUndefined();
    expect(said([8.4, 9.5, 9.5, 9.5], { slack: 0.5 })?.facts).toEqual({ marks: 1 });
  });

  it('is not looked for where totals alone were sent, or the form has no such mark', () => {
    expect(lowMark.check(ratingOccasion(srs, [20]))).toBeUndefined();
    expect(lowMark.check(ratingOccasion(rapportPulse, [20], { answers: [{ item: 'p1', value: 0 }] }))).toBeUndefined();
  });
});

describe('a small fall', () => {
  const said = (values: readonly number[], chosen?: { falls: number }) =>
    smallFall.check(ratingOccasion(srs, values), chosen);

  it('is one point since last time', () => {
    expect(said([39, 38, 37])).toEqual({ tier: 'prompt', reference: null, evidence: ['s 1', 's 2'], facts: {} });
    expect(said([39, 38, 37.1])).toBeUndefined();
    expect(said([36, 38])).toBeUndefined();
  });

  it('is asked to be larger where the clinic says so', () => {
    expect(said([38, 36.1], { falls: 2 })).toBeUndefined();
    expect(said([38, 36], { falls: 2 })?.tier).toBe('prompt');
    const coarse = ratingOccasion({ ...srs, prompts: { mark: 9, fall: 2 } }, [38, 35]);
    expect(smallFall.check(coarse)?.tier).toBe('prompt');
    expect(smallFall.check(coarse, { falls: 2 })).toBeUndefined();
  });

  it('needs an earlier form, and a form on which it means something', () => {
    expect(said([20])).toBeUndefined();
    expect(smallFall.check(ratingOccasion(rapportPulse, [90, 60]))).toBeUndefined();
  });
});

describe('full marks', () => {
  const full = (values: readonly number[]) =>
    isAtCeiling(
      srs,
      values.map((value) => ({ value })),
    );

  it('say nothing from the sixth form in a row on, and only in a row', () => {
    expect(full([40, 40, 40, 40, 40, 40])).toBe(true);
    expect(full([40, 40, 40, 40, 40])).toBe(false);
    expect(full([20, 40, 40, 40, 40, 40, 40])).toBe(true);
    expect(full([40, 40, 40, 39.9, 40, 40])).toBe(false);
    expect(full([40, 40, 40, 40, 40, 40, 39.9])).toBe(false);
    expect(full([39, 39, 39, 39, 39, 39])).toBe(false);
  });
});
