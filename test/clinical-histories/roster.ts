/** All histories, by subject. */
import type { History, Subject } from './history.js';
import { absence } from './subjects/absence.js';
import { calendarsWithGaps } from './subjects/calendars-with-gaps.js';
import { directWords } from './subjects/direct-words.js';
import { falling } from './subjects/falls.js';
import { fromHistory } from './subjects/from-history.js';
import { levels } from './subjects/levels.js';
import { longerForm } from './subjects/longer-form.js';
import { noAbsence } from './subjects/no-absence.js';
import { notes } from './subjects/notes.js';
import { outcome } from './subjects/outcome.js';
import { partsByApproach } from './subjects/parts-approach.js';
import { partsOnce } from './subjects/parts-once.js';
import { partsOfThePulse } from './subjects/parts-pulse.js';
import { peopleAndTime } from './subjects/people-and-time.js';
import { repairs } from './subjects/repair.js';
import { safety } from './subjects/safety.js';
import { secondAbsence } from './subjects/second-absence.js';
import { secondAfter } from './subjects/second-after.js';
import { secondCourse } from './subjects/second-course.js';
import { secondFiner } from './subjects/second-finer.js';
import { secondOnce } from './subjects/second-once.js';
import { secondOutcome } from './subjects/second-outcome.js';
import { secondParts } from './subjects/second-parts.js';
import { secondPeople } from './subjects/second-people.js';
import { secondTime } from './subjects/second-time.js';
import { several } from './subjects/several.js';
import { weakSigns } from './subjects/together.js';
import { unanswered } from './subjects/unanswered.js';

export const SUBJECTS: readonly Subject[] = [
  partsOfThePulse,
  partsByApproach,
  falling,
  longerForm,
  levels,
  directWords,
  repairs,
  notes,
  absence,
  noAbsence,
  calendarsWithGaps,
  outcome,
  safety,
  weakSigns,
  several,
  peopleAndTime,
  secondParts,
  secondCourse,
  secondAfter,
  secondAbsence,
  secondOutcome,
  secondPeople,
  secondTime,
  secondFiner,
  secondOnce,
  fromHistory,
  partsOnce,
  unanswered,
];

export const HISTORIES: readonly History[] = SUBJECTS.flatMap(({ histories }) => histories);
