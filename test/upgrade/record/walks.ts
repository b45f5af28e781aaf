/** Courses that go up and down a little, drawn with a fixed seed: where a rule speaks and where it just does not. */
import { phq9, type Dyad, type SentEvent } from '#lib/testkit';
import { began, day, form, on, said, who } from './told.js';

const COURSES = 8;
const WEEKS = 8;

/** Whole numbers from `low` to `high`, the same sequence for the same seed. */
function drawn(seed: number): (low: number, high: number) => number {
  let state = seed;
  return (low, high) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return low + Math.floor((state / 2_147_483_648) * (high - low + 1));
  };
}
type Draw = ReturnType<typeof drawn>;

/** Eight sliders about a level that wanders, whether anything felt off, how much it mattered and how it was sorted out. */
function answersAbout(level: number, draw: Draw): number[] {
  const sliders = Array.from({ length: 8 }, () => Math.min(10, Math.max(0, level + draw(-1, 1))));
  const felt = draw(0, 5) === 0 ? draw(1, 2) : 0;
  return felt === 0 ? [...sliders, 0] : [...sliders, felt, draw(3, 7), draw(2, 8)];
}

function probed(one: Dyad, at: number, { level, respondent, draw }: { level: number; respondent: string; draw: Draw }) {
  const values = answersAbout(level, draw);
  const told = form(one, at, { code: 'pulse', prefix: 'p', respondent, values: values.slice(0, 8) });
  const data = told.data as SentEvent<'feedback.submitted'>['data'];
  const probe = values.slice(8).map((value, i) => ({ item: `r${i + 1}`, value }));
  return { ...told, data: { ...data, items: [...(data.items ?? []), ...probe] } } as SentEvent;
}

const marks = (one: Dyad, at: number, draw: Draw): SentEvent =>
  on(
    one,
    at,
    said('note.alliance_markers_recorded', {
      note: `walk-${at}`,
      source: draw(0, 3) === 0 ? 'supervisor' : 'clinician',
      markers: [
        {
          code: (['rupture.withdrawal', 'rupture.confrontation', 'repair.attempted'] as const)[draw(0, 2)] ?? 'bond',
          significance: draw(2, 4),
        },
      ],
    }),
  );

function week(one: Dyad, at: number, { level, draw }: { level: number; draw: Draw }): SentEvent[] {
  const tenths = (low: number, high: number): number => draw(low, high) / 10;
  const srs = Array.from({ length: 4 }, () => Math.min(10, tenths(82, 101)));
  return [
    on(one, at, said('appointment.attended', { appointment: `${one.episode}-a${at}` })),
    probed(one, at + 0.05, { level, respondent: 'client', draw }),
    ...(draw(0, 1) === 0 ? [probed(one, at + 0.06, { level: level + 1, respondent: 'clinician', draw })] : []),
    ...(draw(0, 2) === 0 ? [form(one, at + 0.07, { code: 'srs', prefix: 'srs-', values: srs })] : []),
    ...(draw(0, 2) === 0 ? [marks(one, at + 0.1, draw)] : []),
  ];
}

function walk(n: number): SentEvent[] {
  const draw = drawn(1_000 + n * 7_919);
  const one = who(`walk-${n}`, `dr-${1 + (n % 2)}`);
  const from = 2 + n / 10;
  let level = draw(7, 9);
  const weeks = Array.from({ length: WEEKS }, (_, w) => {
    level = Math.min(9, Math.max(5, level + draw(-1, 1)));
    return week(one, Number((from + 1 + w * 6.5).toFixed(2)), { level, draw });
  });
  const approach = (['cbt', 'psychodynamic', 'emdr', 'person-centred'] as const)[n % 4] ?? 'other';
  const asked = [5, 30].map((at, i) => phq9(one, day(from + at), { form: `q${i}`, last: draw(0, 1) }));
  return [began(one, from, { approach }), ...weeks.flat(), ...asked];
}

export const walks = (): SentEvent[] => Array.from({ length: COURSES }, (_, n) => walk(n)).flat();
