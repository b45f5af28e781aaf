/** What the check of a history would notice, shown on histories that come out right in the fold. */
import { DAY } from '#lib/kernel';
import { kept } from './calendar.js';
import { course } from './course.js';
import { faultsOf } from './faults.js';
import { pulse, yes } from './forms.js';
import { told, type History } from './history.js';
import { live } from './live.js';
import { wordFaults } from './words.js';

const falls: History = {
  id: 'fall',
  name: 'Pulse 90, 90, 60',
  wants: 'Told on the day.',
  course: course({}, kept(pulse(9)), kept(pulse(9)), kept(pulse(6))),
  told: [told('strain', 3)],
  attention: 'talk-soon',
};
const lived = live(falls.course);
const [telling] = lived.tellings;
const faults = (history: Partial<History>, tellings = lived.tellings) =>
  faultsOf({ ...falls, ...history }, { ...lived, tellings });

describe('the check of a history', () => {
  it('finds nothing where all is as it should be', () => expect(faults({})).toEqual([]));

  it('notices what was not told', () => expect(faults({}, [])).toEqual(['not told: strain at 3']));

  it('notices what nobody wanted, and lets pass what may be', () => {
    expect(faults({ told: [] })).toEqual(['told and not wanted: strain on day 14.0']);
    expect(faults({ told: [], mayTell: ['strain'] })).toEqual([]);
    expect(faults({ mayTell: ['strain'], most: 1 }, [...lived.tellings, ...lived.tellings])).toEqual(['told 2 times']);
  });

  it('notices a message that comes too early or too late', () => {
    expect(faults({ told: [told('strain', 4)] })).toEqual(['strain told too early, on day 14.0']);
    expect(faults({ told: [told('strain', 2)] })).toEqual(['strain told too late, on day 14.0']);
    expect(faults({ told: [told('strain', [1, 2], { days: 8 })] })).toEqual([]);
  });

  it('notices the wrong part, the wrong person and the wrong attention', () => {
    const alert = { ...telling!.alert, facts: { part: 'trust' } };
    const named = [{ ...telling!, alert }];
    expect(faults({ told: [told('strain', 3, { part: ['trust', 'goal'] })] }, named)).toEqual([]);
    expect(faults({ told: [told('strain', 3, { part: 'goal' })] }, named)).toEqual(['strain names trust, not goal']);
    expect(faults({ told: [told('strain', 3, { to: 'k2' })] })).toEqual(['strain told to k1']);
    expect(faults({ attention: ['on-course', 'keep-an-eye'] })).toEqual(['attention is talk-soon (alert)']);
  });

  it('notices words that are missing, unwanted or untrue', () => {
    const words = (more: Partial<History>, life = lived) => wordFaults({ ...falls, ...more }, life, 'en').join('\n');
    expect(words({ says: { en: [/no such word/] } })).toContain('says nothing like /no such word/');
    expect(words({ neverSays: { en: [/form/i] } })).toContain('says /form/i');
    expect(words({ shows: { en: [/no such line/] } })).toContain('shows nothing like /no such line/');
    const said = live(course({}, kept(pulse(9)), kept(pulse(9, {}, yes(8, 2)))));
    const unsaid = { ...said, events: lived.events };
    expect(words({}, said)).not.toContain('who did not');
    expect(words({}, unsaid)).toContain('says that the client said so, who did not');
  });

  it('lets time pass up to the end and not beyond', () => {
    const end = course({ next: false, wait: 3 }, kept(pulse(9)), kept(pulse(9)));
    expect(live(end).state.asOf).toBeLessThanOrEqual(end.now);
    expect(end.now - end.hourAt(2)).toBe(3 * DAY);
  });
});
