import { course, fact, type Day } from '../../../alliance/spec/course.js';
import { DEFINITIONS, labelOf, type LabelledCourse } from './definitions.js';

describe('the other definitions', () => {
  const left: LabelledCourse = { ...course(60, [0, 'attended'], [7, 'attended'], [9, 'left']), plannedVisits: 12 };

  it('say which they are', () => {
    for (const definition of DEFINITIONS) expect(labelOf(left, definition)).toMatchObject({ definition });
    expect(labelOf(left).definition).toBe('D-B');
  });

  it('date the same course differently', () => {
    expect(labelOf(left, 'D-A')).toMatchObject({ state: 'dropout', labelledAt: 9 });
    expect(labelOf(left, 'D-B')).toMatchObject({ state: 'dropout', labelledAt: 37 });
    expect(labelOf(left, 'D-C')).toMatchObject({ state: 'dropout', labelledAt: 9 });
  });

  it('take the clinician’s word only while it stands', () => {
    const again = { ...left, facts: [...left.facts, fact([50, 'attended'])] };
    expect(labelOf(again, 'D-A')).toMatchObject({ state: 'open', interval: 3 });
    expect(labelOf(course(90, [0, 'attended']), 'D-A')).toMatchObject({ state: 'open' });
  });

  it('count a reached dose as completed', () => {
    expect(labelOf({ ...left, plannedVisits: 2 }, 'D-C')).toMatchObject({ state: 'completed', labelledAt: 7 });
    expect(labelOf({ ...left, plannedVisits: 3 }, 'D-C')).toMatchObject({ state: 'dropout' });
    expect(labelOf(course(60, [0, 'attended']), 'D-C')).toMatchObject({ state: 'unknown', labelledAt: null });
  });

  it('do not call somebody who is reliably better lost', () => {
    expect(labelOf({ ...left, reliablyImproved: true }, 'D-D')).toMatchObject({ state: 'completed' });
    expect(labelOf({ ...left, reliablyImproved: false }, 'D-D')).toMatchObject({ state: 'dropout' });
    expect(labelOf(left, 'D-D')).toMatchObject({ state: 'unknown' });
  });

  it('take the word back when work is taken up again, and keep a word of the same day', () => {
    const word = (...more: Day[]) => labelOf(course(30, [0, 'attended'], [9, 'left'], ...more), 'D-A');
    expect(word()).toEqual({ definition: 'D-A', state: 'dropout', labelledAt: 9, interval: 1 });
    expect(word([10, 'resumed'])).toEqual({ definition: 'D-A', state: 'open', labelledAt: null, interval: 1 });
    expect(word([9, 'attended'])).toMatchObject({ state: 'dropout', labelledAt: 9 });
    expect(word([20, 'left'])).toMatchObject({ labelledAt: 20 });
    expect(word([10, 'missed'])).toMatchObject({ state: 'dropout' });
  });

  it('hear no word before anybody came', () =>
    expect(labelOf(course(90, [2, 'left']), 'D-A')).toMatchObject({ state: 'not-started', labelledAt: null }));

  it('date a stop by the word or by the silence, whichever was known first', () => {
    const planned = (...facts: Day[]) => labelOf({ ...course(90, [0, 'attended'], ...facts), plannedVisits: 9 }, 'D-C');
    expect(planned([20, 'left'])).toMatchObject({ state: 'dropout', labelledAt: 20 });
    expect(planned([30, 'left'])).toMatchObject({ state: 'dropout', labelledAt: 30 });
    expect(planned([60, 'left'])).toMatchObject({ state: 'dropout', labelledAt: 30 });
    const waiting = planned([20, 'left'], [95, 'booked']);
    expect(waiting).toMatchObject({ state: 'dropout', labelledAt: 20 });
  });

  it('know nothing of a dose that nobody planned, and say what else is so', () => {
    expect(labelOf(course(20, [0, 'attended']), 'D-C')).toEqual({
      definition: 'D-C',
      state: 'open',
      labelledAt: null,
      interval: 1,
    });
    expect(labelOf(course(60, [0, 'attended']), 'D-C')).toEqual({
      definition: 'D-C',
      state: 'unknown',
      labelledAt: null,
      interval: 1,
    });
  });

  it('complete a dose also where the end was agreed later, and not where it was agreed before', () => {
    const dosed = (end: number) =>
      labelOf({ ...course(90, [0, 'attended'], [7, 'attended'], [end, 'agreed']), plannedVisits: 2 }, 'D-C');
    expect(dosed(8)).toEqual({ definition: 'D-C', state: 'completed', labelledAt: 7, interval: 2 });
    expect(dosed(7)).toMatchObject({ state: 'completed' });
    expect(dosed(6)).toMatchObject({ state: 'excluded', labelledAt: 6, reason: 'agreed' });
  });

  it('leave what did not stop as it is, however the outcome went', () => {
    const going = course(20, [0, 'attended']);
    for (const reliablyImproved of [true, false])
      expect(labelOf({ ...going, reliablyImproved }, 'D-D')).toMatchObject({ state: 'open', labelledAt: null });
    expect(labelOf({ ...left, reliablyImproved: true }, 'D-D')).toMatchObject({ labelledAt: 9, interval: 2 });
    expect(labelOf(left, 'D-D')).toMatchObject({ labelledAt: null });
  });

  it('agree that an agreed ending is none', () => {
    const ended = { ...left, facts: [...left.facts, fact([10, 'agreed'])], reliablyImproved: false };
    for (const definition of DEFINITIONS) expect(labelOf(ended, definition)).toMatchObject({ state: 'excluded' });
  });
});
