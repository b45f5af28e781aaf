/** A second reader's courses: what is told once and not again, and what is only wobble. */
import { lookBack } from '../circumstances.js';
import { acts, consent, did, kept, moved, paused, talkedThrough } from '../calendar.js';
import { course, times } from '../course.js';
import { aLittle, asked, form, from, pulse, silent, yes } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type Subject } from '../history.js';

const pulses = (...levels: readonly number[]) => levels.map((level) => kept(pulse(level)));
const well = pulses(8.7, 8.5, 8.8, 8.6, 8.7);
const STEADY = { en: [/ratings are steady/i], de: [/sind stabil/i] } as const;

export const secondOnce: Subject = {
  subject: 'a second reader: once, and not again',
  histories: [
    {
      id: 'second-131',
      name: 'Moves every hour by two days, and comes to each',
      wants: 'A rota at work moves hours; whoever comes each time has not become less steady.',
      course: course({}, ...[8.7, 8.5, 8.8, 8.6, 8.7, 8.5].map((level) => moved(2, pulse(level)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-132',
      name: 'Twice a week, sixty hours, with a summer break of five weeks in the middle',
      wants: 'A dense rhythm makes no week of silence out of an agreed break, and no fall out of wobble.',
      course: course(
        { approach: 'psychodynamic', cadence: 3.5 },
        ...times(5, well).flat(),
        kept(pulse(8.6), paused(35)),
        ...times(10, { booked: false, facts: [] }),
        ...times(5, well).flat(),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-133',
      name: 'SRS around its cutoff: 37, 36.5, 36.2, 35.8, 36.4, 37, 36.8',
      wants: 'A point around a line is a point; nobody has to be asked because of 35.8.',
      course: course({}, ...[37, 36.5, 36.2, 35.8, 36.4, 37, 36.8].map((total) => kept(form('srs', total)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-134',
      name: 'The direct question left open eight times, the sliders between 82 and 90',
      wants: 'Who never answers one question has not said anything by it.',
      course: course({}, ...[8.7, 8.2, 8.8, 9, 8.3, 8.6, 8.7, 8.5].map((level) => kept(pulse(level, {}, silent)))),
      told: [],
      attention: CALM,
    },
    {
      id: 'second-135',
      name: 'A fall, talked through, and the next three forms stay as low',
      wants: 'M3: it was told and talked about; that it takes time is no new fall.',
      course: course({}, ...pulses(8.7, 8.5, 8.8), kept(pulse(5.5), talkedThrough), ...pulses(5.6, 5.5, 5.7)),
      told: [told('strain', 4)],
      attention: QUIET,
    },
    {
      id: 'second-136',
      name: 'A fall known already; four weeks later another of the same depth, to 32',
      wants: 'M3: “I knew” was about the first; twenty-five points further down is not what was known.',
      course: course(
        {},
        ...pulses(8.7, 8.5, 8.8),
        kept(pulse(5.7), acts('alert.overridden', 'strain', { reason: 'already-knew' })),
        ...pulses(5.8, 5.7, 5.8, 3.2),
      ),
      told: [told('strain', 4), told('strain', 8)],
      attention: TALK,
    },
    {
      id: 'second-137',
      name: 'Consent to alerts is given again while the forms are still low',
      wants: 'What happened meanwhile still stands: told when consent comes back, and not before.',
      course: course(
        {},
        ...pulses(8.7, 8.5),
        kept(pulse(8.8), consent('alerts')),
        ...pulses(4.8, 5),
        kept(pulse(4.9), consent('alerts', true)),
      ),
      told: [told('strain', 6)],
      attention: TALK,
    },
    {
      id: 'second-138',
      name: 'Low from the start at 48, talked through, and after ten hours at 86',
      wants: 'M6: told once, early; it has become good, and the line no longer speaks of a low start.',
      course: course(
        {},
        ...pulses(4.8, 5, 4.8),
        kept(pulse(5), talkedThrough),
        ...pulses(5.8, 6.5, 7.2, 7.9, 8.3, 8.6),
      ),
      told: [told('strain', [2, 4])],
      attention: CALM,
      // what was told at the time spoke of it, so the line of the list is looked at by its attention alone
    },
    {
      id: 'second-139',
      name: 'Eight forms answered, then three requests left open while every hour is kept',
      wants: 'Who stops answering has stopped saying something: a line, and not “steady”.',
      course: course({ wait: 3 }, ...well, ...pulses(8.5, 8.8, 8.6), ...times(3, kept(asked()))),
      told: [],
      mayTell: ['strain'],
      most: 1,
      attention: TOLD,
      neverSays: STEADY,
    },
    {
      id: 'second-140',
      name: 'The clinician fills in the longer form and marks the own consistency low',
      wants: 'F5: what the clinician says of the own part is no message to the clinician.',
      course: course(
        {},
        ...well,
        kept(pulse(8.6), from('clinician', lookBack())),
        ...well.slice(0, 3),
        kept(pulse(8.6), from('clinician', lookBack({ consistency: 2 }))),
      ),
      told: [],
      attention: QUIET,
    },
    {
      id: 'second-141',
      name: 'CBT: exercises done to a quarter, then not at all, for five weeks',
      wants: 'S10: reported and not done is the same to the work as not reported.',
      course: course(
        { approach: 'cbt' },
        ...[4, 3].map((done) => kept(pulse(8.7), did(done))),
        ...[1, 0, 1, 0, 0].map((done) => kept(pulse(8.6), did(done))),
      ),
      told: [],
      mayTell: ['strain'],
      most: 1,
      attention: TOLD,
      says: { en: [/exercise|homework|task|agreed/i], de: [/übung|aufgabe|vereinbart/i] },
    },
    {
      id: 'second-142',
      name: 'Under a strain that waits, the client writes yes',
      wants: 'S19: the message waits already; the word is added to it and no second one is sent.',
      course: course({}, ...well, kept(pulse(5)), kept(pulse(5, {}, yes(7, 2)))),
      told: [told('strain', 6)],
      attention: TALK,
      says: { en: [/client|yes/i], de: [/ja|gesagt/i] },
    },
    {
      id: 'second-143',
      name: 'PHQ-9 and GAD-7 get worse in the same week, the ORS does not',
      wants: 'M5: at most a message for each form that moved, and the third is not drawn in.',
      course: course(
        {},
        ...times(4, kept(form('phq-9', 9), form('gad-7', 7), form('ors', 26))),
        kept(form('phq-9', 18), form('gad-7', 15), form('ors', 25)),
      ),
      told: [told('outcome', 5)],
      mayTell: ['outcome'],
      most: 2,
      attention: TALK,
      says: { en: [/PHQ-9/, /GAD-7/], de: [/PHQ-9/, /GAD-7/] },
      neverSays: { en: [/ORS/], de: [/ORS/] },
    },
    {
      id: 'second-144',
      name: 'Nearly full marks with a “little” that mattered 3 and was sorted out 8',
      wants: 'S8 and S19: somebody who can say a small thing at 97 is no ceiling rater and no alarm.',
      course: course({}, ...pulses(9.7, 10, 9.8, 9.7), kept(pulse(9.7, {}, aLittle(3, 8))), ...pulses(9.8)),
      told: [],
      attention: QUIET,
    },
  ],
};
