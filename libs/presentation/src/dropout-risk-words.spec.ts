/** What is said of a chance: out of ten, beside what is usual, with its reasons. */
import { COEFFICIENTS_V1, FEATURES, hazardOf, type Features } from '#lib/hazard';
import { bandOfRisk, describeDropoutRisk, riskInWords } from './dropout-risk-words.js';
import { WORDS } from './wording.js';

const hazard = (features: Features) => hazardOf(COEFFICIENTS_V1, { interval: 3, features, site: 0 });
const laden: Features = {
  level: -1,
  openC: 1,
  noshow: 1,
  earlyns: 1,
  nofut: 1,
};

describe('a chance in words', () => {
  it.each([
    [0, 'fewer than 1 in 10'],
    [0.0499, 'fewer than 1 in 10'],
    [0.05, 'about 1 in 10'],
    [0.1, 'about 1 in 10'],
    [0.14, 'about 1 in 10'],
    [0.16, 'about 2 in 10'],
    [0.26, 'about 3 in 10'],
    [0.58, 'about 6 in 10'],
    [0.6, '6 in 10 or more'],
    [0.99, '6 in 10 or more'],
  ])('%d is %s', (chance, words) => expect(riskInWords(chance)).toBe(words));

  it.each([
    [0.0299, 'usual'],
    [0.03, 'watch'],
    [0.0799, 'watch'],
    [0.08, 'act'],
  ])('%d is in the band "%s"', (h, band) => expect(bandOfRisk(h)).toBe(band));

  const comparisonOf = (ratio: number): string => {
    const told = describeDropoutRisk({ ...hazard({}), ratio }, COEFFICIENTS_V1, { enough: true, missing: [] });
    return told.shown ? told.comparison : told.because;
  };

  it.each([
    [0.9, 'About 0.9 times what is usual at this point'],
    [0.91, 'About as usual at this point'],
    [1.09, 'About as usual at this point'],
    [1.1, 'About 1.1 times what is usual at this point'],
    [2.46, 'About 2.5 times what is usual at this point'],
    [9.9, 'About 9.9 times what is usual at this point'],
    [10, 'About 10 times what is usual at this point'],
    [11.6, 'About 12 times what is usual at this point'],
  ])('%d times what is usual is told as "%s"', (ratio, words) => expect(comparisonOf(ratio)).toBe(words));

  it('gives five reasons at most, and says which of them lower the odds', () => {
    const many: Features = {
      level: 1,
      drop: 1,
      openC: 1,
      noshow: 2,
      nofut: 1,
      gap: 1.5,
      hw: 1,
    };
    const told = describeDropoutRisk(hazard(many), COEFFICIENTS_V1, {
      enough: true,
      missing: [],
    });
    expect(told.shown && told.reasons.map(({ words }) => words.split(',')[0])).toEqual([
      'Missed appointments among the last four: odds higher',
      'No next appointment booked: odds higher',
      'Time since the last appointment: odds higher',
      'A strain is open',
      'Level of the latest rating: odds lower',
    ]);
    expect(told.shown && told.missing).toEqual([]);
  });

  it('says why it is not shown', () =>
    expect(
      describeDropoutRisk(hazard({}), COEFFICIENTS_V1, {
        enough: false,
        missing: [],
      }),
    ).toEqual({
      shown: false,
      because: 'Not enough is known yet to show a chance of stopping early.',
    }));

  it('shows no figure while too little is known', () =>
    expect(
      JSON.stringify(
        describeDropoutRisk(hazard(laden), COEFFICIENTS_V1, {
          enough: false,
          missing: [],
        }),
      ),
    ).not.toMatch(/[0-9]/));

  it('tells what it rests on', () =>
    expect(
      describeDropoutRisk(hazard(laden), COEFFICIENTS_V1, {
        enough: true,
        missing: ['slope'],
      }),
    ).toMatchObject({
      shown: true,
      band: 'act',
      next: 'Chance of stopping early before the next appointment: about 3 in 10',
      soon: 'Chance of stopping early within four appointments: about 6 in 10',
      comparison: 'About 12 times what is usual at this point',
      reasons: [
        {
          words: 'No next appointment booked: odds higher, times 2.46',
          factor: expect.closeTo(2.46, 2) as number,
        },
        {
          words: 'Missed appointments among the last four: odds higher, times 1.82',
          factor: expect.closeTo(1.82, 2) as number,
        },
        {
          words: 'A strain is open, and it was spoken about: odds higher, times 1.73',
          factor: expect.closeTo(1.73, 2) as number,
        },
        {
          words: 'Level of the latest rating: odds higher, times 1.57',
          factor: expect.closeTo(1.57, 2) as number,
        },
        {
          words: 'A missed appointment early on: odds higher, times 1.28',
          factor: expect.closeTo(1.28, 2) as number,
        },
      ],
      missing: ['Course of the last ratings'],
      model: 'stopping-early-1',
      calibration: 'start values, no data of this clinic',
    }));

  it('is told in German with its figures as German writes them', () =>
    expect(
      describeDropoutRisk({ ...hazard({ nofut: 1 }), ratio: 2.46 }, COEFFICIENTS_V1, {
        ...{ enough: true, missing: ['slope'], words: WORDS.de },
      }),
    ).toMatchObject({
      comparison: 'Etwa das 2,5-Fache dessen, was an dieser Stelle üblich ist',
      reasons: [{ words: 'Kein nächster Termin vereinbart: wahrscheinlicher, Faktor 2,46' }],
      missing: ['Verlauf der letzten Bewertungen'],
    }));

  const AVOIDED =
    /\b(?:ruptur\w*|resistan\w*|non-?complian\w*|refus\w*|no-?shows?|drop-?out\w*|deteriorat\w*|poor|fail\w*|your client|client will|alert|bad|blame\w*|fault\w*|risk\w*|predict\w*)\b|%|!|undefined|null|NaN|\{/i;

  it('blames nobody and foretells nothing', () => {
    for (const feature of FEATURES) {
      for (const x of [-1, 1]) {
        const told = describeDropoutRisk(hazard({ [feature]: x }), COEFFICIENTS_V1, {
          enough: true,
          missing: FEATURES,
        });
        expect(JSON.stringify(Object.values(told)).replace(/[{}]/g, '')).not.toMatch(AVOIDED);
      }
    }
  });
});
