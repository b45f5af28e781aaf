import type { Words } from '../words.js';
import { acts } from './acts.js';
import { alerts } from './alerts.js';
import { caseload } from './caseload.js';
import { chances } from './chances.js';
import { facts } from './facts.js';
import { findings } from './findings.js';
import { timeline } from './timeline.js';

export const english: Words = {
  language: 'en',
  number: String,
  acts,
  alerts,
  caseload,
  timeline,
  facts,
  chances,
  findings,
  instruments: {},
};
