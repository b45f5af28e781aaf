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

const DAY = new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' });

export const german: Words = {
  language: 'de',
  number: (value) => String(value).replace('.', ','),
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
    goalsAgreed: 'Ziele sind vereinbart',
    goalsOpen: 'Ziele sind noch nicht vereinbart',
    expectationsClear: 'Eine Notiz sagt, dass die Erwartungen klar sind',
    expectationsOpen: 'Eine Notiz sagt, dass die Erwartungen noch nicht klar sind',
  },
  outcome,
  instruments: {
    goals: 'Zielbewertungen',
    homework: 'Vereinbarte Schritte zwischen den Terminen',
    seq: 'SEQ, Bogen 5',
    'wai-s-t': 'WAI-S, Fassung der Behandlungsseite',
  },
};
