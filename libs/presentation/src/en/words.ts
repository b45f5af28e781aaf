import type { Words } from '../words.js';
import { acts } from './acts.js';
import { alerts } from './alerts.js';
import { caseload } from './caseload.js';
import { chances } from './chances.js';
import { facts } from './facts.js';
import { findings } from './findings.js';
import { looks } from './looks.js';
import { marks } from './marks.js';
import { parts } from './parts.js';
import { ownPart } from './own-part.js';
import { reasons } from './reasons.js';
import { outcome } from './outcome.js';
import { timeline } from './timeline.js';

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export const english: Words = {
  language: 'en',
  number: String,
  day: (day) => DAY.format(new Date(day)),
  acts,
  looks,
  alerts,
  caseload,
  timeline,
  facts,
  chances,
  reasons,
  ownPart,
  findings,
  parts,
  marks,
  plan: {
    goalsAgreed: 'Goals are agreed',
    goalsOpen: 'Goals are not agreed yet',
    expectationsClear: 'A note says that expectations are clear',
    expectationsOpen: 'A note says that expectations are not clear yet',
  },
  outcome,
  instruments: {},
};
