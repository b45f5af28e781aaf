/** What is ticked in notes: evidence for everybody, and news for nobody who wrote it. */
import { kept, note } from '../calendar.js';
import { course, times } from '../course.js';
import { pulse } from '../forms.js';
import { CALM, QUIET, TALK, told, type Subject } from '../history.js';

const steady = times(4, kept(pulse(9)));
const NOTE_WORDS = { en: [/note/i], de: [/notiz/i] } as const;

export const notes: Subject = {
  subject: 'notes',
  histories: [
    {
      id: 'note-01',
      name: 'The clinician ticks a complaint of weight 4 in the own note',
      wants: 'The clinician was there and wrote it down: kept as evidence, shown in the list, sent to nobody.',
      course: course({}, ...steady, kept(pulse(9), note('rupture.confrontation', { significance: 4 }))),
      told: [],
      attention: 'keep-an-eye',
    },
    {
      id: 'note-02',
      name: 'A supervisor ticks the same after watching the hour',
      wants: 'Somebody else saw what the clinician may have missed: told, and as what it is, a note.',
      course: course(
        {},
        ...steady,
        kept(
          pulse(9),
          note(
            'rupture.confrontation',
            { marker: 'complaints-about-the-therapist', significance: 4 },
            { source: 'supervisor' },
          ),
        ),
      ),
      told: [told('strain', 5, { to: 'k1' })],
      attention: TALK,
      says: NOTE_WORDS,
    },
    {
      id: 'note-03',
      name: 'The clinician’s own tick, and the next form falls to 60',
      wants: 'The tick was known; that the client now rates thirty points lower is not, so the form is told.',
      course: course({}, ...steady, kept(pulse(9), note('rupture.withdrawal', { significance: 3 })), kept(pulse(6))),
      told: [told('strain', 6)],
      attention: TALK,
    },
    {
      id: 'note-04',
      name: 'The clinician ticks withdrawal of weight 4 in two notes',
      wants: 'Twice is a strain, and the one who wrote it twice does not need to be told.',
      course: course(
        {},
        ...steady,
        ...times(2, kept(pulse(9), note('rupture.withdrawal', { marker: 'minimal-response', significance: 4 }))),
      ),
      told: [],
      attention: ['keep-an-eye', 'on-course'],
    },
    {
      id: 'note-05',
      name: 'Software suggests a tick that nobody made',
      wants: 'A suggestion is no observation: nothing follows from it.',
      course: course(
        {},
        ...steady,
        kept(pulse(9), note('rupture.confrontation', { significance: 5 }, { source: 'assisted' })),
      ),
      told: [],
      attention: CALM,
    },
    {
      id: 'note-06',
      name: 'Ticks of agreement on goals and tasks',
      wants: 'Agreement is good news: nobody is told, and no sentence calls it a mark of strain.',
      course: course({}, ...steady, kept(pulse(9), note('goal.agreement'), note('task.agreement'))),
      told: [],
      attention: CALM,
      timelineNever: { en: [/for strain/i], de: [/Spannung/i] },
    },
    {
      id: 'note-07',
      name: 'A repair is ticked where there was no strain in sight',
      wants: 'The two settled something on their own; that is in the timeline and needs nobody.',
      course: course({}, ...steady, kept(pulse(9), note('repair.achieved', { marker: 'explain-rationale' }))),
      told: [],
      attention: CALM,
    },
    {
      id: 'note-08',
      name: 'A colleague who stood in ticks a complaint of weight 4',
      wants: 'It was written by somebody else, so for the clinician in charge it is news.',
      course: course(
        {},
        ...steady,
        kept(pulse(9), note('rupture.confrontation', { significance: 4 }, { author: 'k5' })),
      ),
      told: [told('strain', 5, { to: 'k1' })],
      attention: TALK,
      says: NOTE_WORDS,
    },
    {
      id: 'note-09',
      name: 'A supervisor ticks one moment of withdrawal of weight 2',
      wants: 'A small moment once is ordinary in any hour; it is in the timeline.',
      course: course(
        {},
        ...steady,
        kept(pulse(9), note('rupture.withdrawal', { significance: 2 }, { source: 'supervisor' })),
      ),
      told: [],
      attention: QUIET,
    },
    {
      id: 'note-10',
      name: 'A supervisor ticks a complaint about time and fee of weight 4',
      wants: 'Boundaries of the work are part of the alliance: told as seen by somebody else, without blame.',
      course: course(
        {},
        ...steady,
        kept(
          pulse(9),
          note(
            'rupture.confrontation',
            { marker: 'complaints-about-parameters', significance: 4 },
            { source: 'supervisor' },
          ),
        ),
      ),
      told: [told('strain', 5)],
      attention: TALK,
      says: NOTE_WORDS,
    },
    {
      id: 'note-11',
      name: 'A fall is told, then the clinician ticks the strain in the own note',
      wants: 'The note confirms what was told; it is added to the message, not a second one.',
      course: course(
        {},
        ...steady,
        kept(pulse(6), note('rupture.withdrawal', { marker: 'minimal-response', significance: 4 })),
      ),
      told: [told('strain', 5)],
      attention: TALK,
    },
  ],
};
