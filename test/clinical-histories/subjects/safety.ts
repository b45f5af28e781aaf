/** Answers to safety questions, beside everything else. */
import { consent, kept } from '../calendar.js';
import { course, times } from '../course.js';
import { amended, form, formWith, onPaper, pulse } from '../forms.js';
import { CALM, told, TOLD, type Subject } from '../history.js';

const good = kept(pulse(9), formWith('phq-9', 8, 0));
/** Nothing of the answer, and no urging. */
const DISCREET = { en: [/suicid|risk|slip|score of/i], de: [/suizid|selbstmord|risiko|Versehen/i] } as const;

export const safety: Subject = {
  subject: 'safety answers',
  histories: [
    {
      id: 'safety-01',
      name: 'PHQ-9 with a 1 on the ninth question, total unchanged, alliance good',
      wants: 'Any answer above nothing is read by a person on the same day, whatever else is well.',
      course: course({}, ...times(3, good), kept(pulse(9), formWith('phq-9', 8, 1))),
      told: [told('safety', 4)],
      attention: 'act-today',
      neverSays: DISCREET,
    },
    {
      id: 'safety-02',
      name: 'PHQ-9 from 8 to 17 with a 2 on the ninth question',
      wants: 'The answer comes first and stands first; that the form got worse is told as well.',
      course: course({}, ...times(3, good), kept(pulse(9), formWith('phq-9', 17, 2))),
      told: [told('safety', 4), told('outcome', 4)],
      attention: 'act-today',
      neverSays: DISCREET,
    },
    {
      id: 'safety-03',
      name: 'A 1 on the ninth question in the hour in which the Pulse falls to 60',
      wants: 'Both are told; the list shows what cannot wait.',
      course: course({}, ...times(3, good), kept(pulse(6), formWith('phq-9', 8, 1))),
      told: [told('safety', 4), told('strain', 4)],
      attention: 'act-today',
    },
    {
      id: 'safety-04',
      name: 'Nothing at all on the ninth question, every time',
      wants: 'No answer asks to be read; nothing is concluded from it either.',
      course: course({}, ...times(6, good)),
      told: [],
      attention: CALM,
    },
    {
      id: 'safety-05',
      name: 'A 3 on the ninth question, amended to 0 half a day later',
      wants: 'Once given, an answer is read by a person: the later version is added, the message stays.',
      course: course(
        { wait: 1 },
        ...times(3, good),
        kept(pulse(9), formWith('phq-9', 10, 3), amended(formWith('phq-9', 7, 0))),
      ),
      told: [told('safety', 4)],
      attention: 'act-today',
      neverSays: DISCREET,
    },
    {
      id: 'safety-06',
      name: 'The ninth question is left open',
      wants: 'Left open is not nothing: a line in the list, so that somebody asks in the next hour.',
      course: course({}, ...times(3, good), kept(pulse(9), formWith('phq-9', 8, null))),
      told: [],
      attention: 'keep-an-eye',
    },
    {
      id: 'safety-07',
      name: 'CORE-10 with a 2 on the sixth question',
      wants: 'Another form with the same question is heard in the same way.',
      course: course(
        {},
        ...times(3, kept(pulse(9), formWith('core-10', 12, 0))),
        kept(pulse(9), formWith('core-10', 12, 2)),
      ),
      told: [told('safety', 4)],
      attention: 'act-today',
    },
    {
      id: 'safety-08',
      name: 'The client wants no prompts, and answers 2 on the ninth question',
      wants: 'Consent to prompts is about strain and forms; an answer about safety is heard all the same.',
      course: course({}, ...times(2, good), kept(pulse(9), consent('alerts')), kept(pulse(6), formWith('phq-9', 8, 2))),
      told: [told('safety', 4)],
      attention: 'act-today',
    },
    {
      id: 'safety-09',
      name: 'Nine months of history with safety answers are brought in',
      wants: 'Answers of last spring are shown at their date; nobody is sent running by an import.',
      course: course({ imported: 6 }, ...times(6, kept(pulse(9), formWith('phq-9', 10, 2))), ...times(2, good)),
      told: [],
      attention: CALM,
    },
    {
      id: 'safety-10',
      name: 'A paper form of three days ago with a 1, typed in now',
      wants: 'It is heard when it is entered, because nobody could hear it before.',
      course: course({}, ...times(3, good), kept(pulse(9), onPaper(3, formWith('phq-9', 8, 1)))),
      told: [told('safety', 4)],
      attention: 'act-today',
    },
    {
      id: 'safety-11',
      name: 'The Pulse falls to 60, and the safety question stays at nothing',
      wants: 'A strain is a strain: talk soon, and not today.',
      course: course({}, ...times(3, good), kept(pulse(6), formWith('phq-9', 8, 0))),
      told: [told('strain', 4)],
      attention: 'talk-soon',
    },
    {
      id: 'safety-12',
      name: 'An outcome form without a safety question gets worse',
      wants: 'Worse is told as worse; without an answer about safety nobody is called for today.',
      course: course({}, ...[30, 30, 29, 18].map((total) => kept(pulse(9), form('ors', total)))),
      told: [told('outcome', 4)],
      attention: TOLD,
    },
  ],
};
