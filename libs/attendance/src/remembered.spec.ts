/** What is still known of hours that were let go of: each gives back what it was, and is forgotten alone. */
import { day } from '../../alliance/spec/history.js';
import { NEW_APPOINTMENT, type Appointment, type Tally } from './attendance-state.js';
import { lastKept, recall, remember, unremember } from './remembered.js';

const hour = (ref: string, more: Partial<Appointment> = {}): Appointment => ({
  ...NEW_APPOINTMENT,
  ...{ ref, start: day(3), status: 'attended', tally: 'kept' },
  ...more,
});
const textOf = (...hours: readonly Appointment[]): string => hours.reduce(remember, '');
const refs = (count: number): string[] => Array.from({ length: count }, (_, i) => `urn:clinic/appointments/2026-${i}`);

const STANDINGS: readonly (readonly [Appointment['status'], Tally | null])[] = [
  ['voided', null],
  ['booked', null],
  ['moved', null],
  ['attended', 'kept'],
  ['attended', 'notCounted'],
  ['missed', 'missedByClient'],
  ['missed', 'missedByClinician'],
  ['missed', 'missedByBoth'],
  ['missed', 'missedUnknown'],
  ['missed', 'notCounted'],
  ['cancelled', 'cancelledByClient'],
  ['cancelled', 'cancelledLateByClient'],
  ['cancelled', 'cancelledByClinician'],
  ['cancelled', 'cancelledByPractice'],
  ['cancelled', 'cancelledUnknown'],
  ['cancelled', 'notCounted'],
];

describe('the memory of hours that were let go of', () => {
  it.each(STANDINGS)('gives back what was %s, counted as %s, with its time', (status, tally) => {
    const times = [
      { start: day(3) + 1, told: null },
      { start: null, told: day(4) + 1 },
      { start: null, told: null },
    ];
    const hours = times.map((time, i) => hour(`h${i}`, { status, tally, ...time }));
    const text = textOf(...hours);
    expect(text).toHaveLength(3 * 18);
    expect(hours.map(({ ref }) => recall(text, ref))).toEqual(hours);
    expect(recall(text, 'another')).toBeUndefined();
  });

  it('is of when an hour began, where that is known', () =>
    expect(recall(textOf(hour('x', { began: day(3) + 5 })), 'x')?.start).toBe(day(3) + 5));

  it('forgets one without touching another', () => {
    const [a, b, c] = [hour('a'), hour('b', { start: day(5) }), hour('c', { start: day(4) })];
    const text = textOf(a, b, c);
    expect(['a', 'b', 'c', 'd'].map((ref) => unremember(text, ref))).toEqual([
      textOf(b, c),
      textOf(a, c),
      textOf(a, b),
      text,
    ]);
  });

  it('knows the hour that was let go of last under a reference', () => {
    const text = textOf(hour('a'), hour('b'), hour('a', { start: day(9) }));
    expect(recall(text, 'a')?.start).toBe(day(9));
    expect(recall(unremember(text, 'a'), 'a')?.start).toBe(day(3));
  });

  it('confuses no two of 4,000 references, and forgets the first of more', () => {
    const [first = '', ...others] = refs(4_001);
    const text = textOf(...[first, ...others].map((ref, i) => hour(ref, { start: day(i) })));
    expect(text).toHaveLength(4_000 * 18);
    expect(recall(text, first)).toBeUndefined();
    expect(others.filter((ref, i) => recall(text, ref)?.start !== day(i + 1))).toEqual([]);
  });

  it.each<[string, bigint]>([
    ['a', 0x501c2ba782c97901n],
    ['b', 0x459eda5bc254d2bfn],
    ['revenge', 0xfbce64cc3b748385n],
    ['revenue', 0xfb1d85148d13f93an],
  ])('knows %s by 53 bits of what was published for cyrb53, in every version, for it is stored', (ref, published) => {
    const bits = (published & 0x1fffffffffffffn) << 2n;
    const digest = Buffer.from(bits.toString(16).padStart(14, '0'), 'hex').toString('base64url');
    expect(textOf(hour(ref)).slice(0, 9)).toBe(digest.slice(0, 9));
  });
});

describe('the last kept hour among those', () => {
  const told = { start: null, told: day(8) };
  it.each<[string, Appointment[], number | null]>([
    ['none', [], null],
    [
      'none that took place',
      [hour('a', { status: 'missed', tally: 'missedByClient' }), hour('b', { tally: null })],
      null,
    ],
    ['the latest, whichever was let go of first', [hour('a', { start: day(9) }), hour('b')], day(9)],
    ['the latest, let go of last', [hour('a'), hour('b', { start: day(9) })], day(9)],
    ['one that was only told', [hour('a'), hour('b', told), hour('c')], day(8)],
    ['one outside a running episode', [hour('a'), hour('b', { start: day(9), tally: 'notCounted' })], day(9)],
    ['none that was called off since', [hour('a'), hour('b', { start: day(9), status: 'cancelled' })], day(3)],
  ])('is %s', (_, hours, last) => expect(lastKept(textOf(...hours))).toBe(last));
});
