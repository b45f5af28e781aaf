import { readdirSync } from 'node:fs';
import * as path from 'node:path';
import fc from 'fast-check';
import { phqItems } from '../../alliance/spec/history.js';
import { bandOf, score, type Answer, type Instrument, type Scale } from './instrument.js';
import { recodeAnswer } from './item.js';
import { clinicFile } from './conformance/clinic-file.js';
import { readInstrument } from './clinic-instrument.js';
import { instrumentFaults } from './instrument-faults.js';
import { phq9 } from './phq-9.instrument.js';
import { rapportPulse } from './pulse.instrument.js';
import { INSTRUMENTS, instrumentOf, LIBRARY } from './roster.js';

const answersTo = (instrument: Instrument): fc.Arbitrary<Answer[]> =>
  fc.tuple(
    ...instrument.items.map(({ id, min, max, step }) => {
      const value = fc
        .integer({ min: 0, max: Math.round((max - min) / step) })
        .map((n) => Math.round((min + n * step) * 10) / 10);
      return fc.record({ item: fc.constant(id), value: fc.option(value, { freq: 8 }) });
    }),
  ) as fc.Arbitrary<Answer[]>;

const partsOf = ({ scales }: Instrument): Scale[] => scales.filter(({ code }) => scales[0].sumOf?.includes(code));

it('has every instrument file on the roster', () => {
  const onRoster = new Set(LIBRARY.map(({ code }) => `${code}.instrument.ts`));
  const absent = readdirSync(__dirname).filter((file) => file.endsWith('.instrument.ts') && !onRoster.has(file));
  const lines = absent.map(
    (file) => `add to ${path.join(__dirname, 'roster.ts')}: import { ... } from './${file.replace('.ts', '.js')}';`,
  );
  expect(lines).toEqual([]);
});

it('names each edition once', () => {
  const editions = LIBRARY.map(({ code, version }) => `${code}@${version}`);
  expect(new Set(editions).size).toBe(editions.length);
  expect(instrumentOf({ code: 'phq-9', version: '1.0' }, LIBRARY)).toBe(phq9);
  expect(instrumentOf({ code: 'phq-9', version: '2' }, LIBRARY)).toBeUndefined();
});

it('takes in by default what needs nobody: no question about safety, no key that was only recalled', () => {
  const needsSomebody = LIBRARY.filter(({ safety, basis }) => safety !== undefined || basis.key === 'recalled');
  expect(needsSomebody.map(({ code }) => code)).toEqual(expect.arrayContaining(['phq-9']));
  expect(new Set([...INSTRUMENTS, ...needsSomebody])).toEqual(new Set(LIBRARY));
  expect(INSTRUMENTS.filter((instrument) => needsSomebody.includes(instrument)).map(({ code }) => code)).toEqual([]);
});

const clinics = readInstrument(clinicFile());
if (!clinics.ok) throw new Error(JSON.stringify(clinics.error));

describe.each([...LIBRARY, clinics.value].map((instrument) => [instrument.code, instrument] as const))(
  '%s keeps the contract',
  (_, instrument) => {
    it('refers only to items that it has, once each', () => {
      const ids = instrument.items.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const named = [
        ...instrument.scales.flatMap((s) => [...s.items, ...(s.always ?? [])]),
        ...Object.values(instrument.probe ?? {}),
      ];
      expect(ids).toEqual(expect.arrayContaining(named));
      for (const scale of instrument.scales) expect(scale.needs).toBeLessThanOrEqual(scale.items.length);
    });

    it('says nothing that contradicts itself', () => expect(instrumentFaults(instrument)).toEqual([]));

    it('stays in its range, and scores exactly when enough was answered', () => {
      fc.assert(
        fc.property(answersTo(instrument), (answers) => {
          const { value } = score(instrument, answers);
          const given = new Set(answers.filter((a) => a.value !== null).map((a) => a.item));
          const main = instrument.scales[0];
          const enough =
            main.items.filter((id) => given.has(id)).length >= main.needs &&
            (main.always ?? []).every((id) => given.has(id)) &&
            partsOf(instrument).every((part) => part.items.filter((id) => given.has(id)).length >= part.needs);
          expect(value !== null).toBe(enough);
          if (value !== null)
            expect(value >= instrument.range.min - 1e-9 && value <= instrument.range.max + 1e-9).toBe(true);
        }),
      );
    });

    it('moves with each answer in one direction', () => {
      fc.assert(
        fc.property(answersTo(instrument), fc.nat(), (answers, pick) => {
          const item = instrument.items[pick % instrument.items.length];
          const raised = answers.map((a) =>
            item && a.item === item.id && a.value !== null ? { ...a, value: item.max } : a,
          );
          const before = score(instrument, answers).value;
          const after = score(instrument, raised).value;
          if (before === null || after === null) expect(after).toBe(before);
          else expect(item?.reversed ? after <= before + 1e-9 : after >= before - 1e-9).toBe(true);
        }),
      );
    });

    it('mirrors a reversed answer back to itself', () => {
      for (const item of instrument.items) {
        const mirrored = recodeAnswer({ ...item, reversed: true }, item.min);
        expect(mirrored).toBe(item.max);
        expect(recodeAnswer({ ...item, reversed: true }, mirrored)).toBe(item.min);
      }
    });

    it('gets worse or better in the direction that it names', () => {
      const bounds = (['min', 'max'] as const).map((end) =>
        instrument.items.map((item) => ({ item: item.id, value: recodeAnswer(item, item[end]) })),
      );
      const [low, high] = bounds.map((answers) => score(instrument, answers).value);
      expect([low, high]).toEqual([instrument.range.min, instrument.range.max]);
      const sides = instrument.cutoffs?.map(({ clinical }) => clinical) ?? [];
      const clinicalSide = instrument.direction === 'lower-is-better' ? 'at-or-above' : 'below';
      expect(sides.every((side) => side === clinicalSide)).toBe(true);
    });

    it('is read as a file, as a clinic would bring it', () => {
      const file: unknown = JSON.parse(JSON.stringify({ ...instrument, code: `our-${instrument.code}` }));
      const read = readInstrument(file);
      expect(read.ok ? [] : read.error).toEqual([]);
    });

    it('has bands without gap or overlap, if it has bands', () => {
      const { bands = [], range } = instrument;
      const edges = bands.map(({ from, to }) => [from, to]);
      if (bands.length > 0) expect([edges[0]?.[0], edges.at(-1)?.[1]]).toEqual([range.min, range.max]);
      for (const [i, band] of bands.slice(1).entries()) expect(band.from).toBe((bands[i]?.to ?? 0) + 1);
      expect(bands.every((band) => bandOf(instrument, band.from) === band.name)).toBe(true);
    });
  },
);

describe('PHQ-9', () => {
  it.each([
    [0, 'minimal'],
    [4, 'minimal'],
    [5, 'mild'],
    [9, 'mild'],
    [10, 'moderate'],
    [14, 'moderate'],
    [15, 'moderately severe'],
    [19, 'moderately severe'],
    [20, 'severe'],
    [27, 'severe'],
  ])('puts a total of %i into the band %s', (total, band) => expect(bandOf(phq9, total)).toBe(band));

  it.each([
    [0, 'none'],
    [1, 'same-day'],
    [2, 'immediate'],
    [3, 'immediate'],
    [null, 'not-answered'],
  ] as const)('reads item 9 answered with %s as %s', (ninth, safety) =>
    expect(score(phq9, phqItems(1, ninth)).safety).toBe(safety),
  );

  it('makes up two missing answers by the mean, rounded half up', () => {
    const seven = phqItems(1, 1).filter(({ item }) => item !== 'phq9-1' && item !== 'phq9-2');
    expect(
      score(
        phq9,
        seven.map((a) => (a.item === 'phq9-3' ? { ...a, value: 3 } : a)),
      ).value,
    ).toBe(12); // 9 / 7 * 9 = 11.57
    expect(score(phq9, seven.slice(1)).value).toBeNull();
    const eight = phqItems(1, 1)
      .slice(1)
      .map((a) => (a.item < 'phq9-6' ? { ...a, value: 2 } : a));
    expect(score(phq9, eight).value).toBe(14); // 12 / 8 * 9 = 13.5
  });

  it.each<[string, (number | null)[], object]>([
    [
      'K2: item 9 not answered',
      [2, 2, 3, 2, 1, 2, 1, 0, null],
      { value: 15, band: 'moderately severe', safety: 'not-answered' },
    ],
    ['K2: all noughts', [0, 0, 0, 0, 0, 0, 0, 0, null], { value: 0, band: 'minimal', safety: 'not-answered' }],
    ['K2: another as well', [1, 1, 1, 1, 1, 1, 1, null, null], { value: 9, band: 'mild', safety: 'not-answered' }],
    ['K2: another instead', [null, 3, 3, 3, 3, 3, 3, 3, 1], { value: 25, band: 'severe', safety: 'same-day' }],
  ])('is made up to nine answers and leaves the safety question as it is, %s', (_, values, scored) => {
    const answers = values.map((value, i) => ({ item: `phq9-${i + 1}`, value }));
    expect(score(phq9, answers)).toMatchObject(scored);
  });

  it('has no total without item 9 and two more', () =>
    expect(score(phq9, phqItems(1, null).slice(2)).value).toBeNull());
});

describe('Rapport Pulse', () => {
  const given = [8, 9, 6, 7, null, 8, 6, null].map((value, i) => ({ item: `p${i + 1}`, value }));

  it('scores its four scales, each with its own rule for missing answers', () => {
    expect(score(rapportPulse, given).scales).toEqual([76, 77.5, null, 60]);
  });

  it('has no composite when two of the six are missing', () => {
    expect(
      score(
        rapportPulse,
        given.filter(({ item }) => item !== 'p1'),
      ).value,
    ).toBeNull();
  });
});
