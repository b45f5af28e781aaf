/** What goes wrong in one run, and how often: drawn from the seed, so that each run has troubles of its own. */
import type { Chance } from './chance.js';

export interface Weather {
  calm: boolean;
  /** Per request: the connection breaks before the server hears it. */
  cut: number;
  /** Per commit: it is done, and the caller gets an error. */
  unknownCommit: number;
  /** Per lock that a statement takes: somebody else goes on in between. */
  slowStatements: number;
  /** Per answer: somebody else goes on before the caller hears it. */
  slowAnswers: number;
  /** Per step: a process dies. */
  crash: number;
  /** Per step: a process's clock leaps. */
  clockLeap: number;
  /** Per step: the queue loses everything. */
  queueWiped: number;
  /** Per step: hours pass. */
  timePasses: number;
  /** Per wake-up. */
  wakeLost: number;
  wakeTwice: number;
  wakeLateMs: number;
  /** Per send: the receiver does not take it; of these, some are answers for ever. */
  receiverFails: number;
  receiverGone: number;
  /** Per send: the receiver took it, and the answer is lost. */
  answerLost: number;
  /** Per follow of the episode that this run has it in for: its fold fails. */
  poison: number;
}

const CALM: Weather = {
  calm: true,
  cut: 0,
  unknownCommit: 0,
  slowStatements: 0.1,
  slowAnswers: 0.1,
  crash: 0,
  clockLeap: 0,
  queueWiped: 0,
  timePasses: 0,
  wakeLost: 0,
  wakeTwice: 0,
  wakeLateMs: 5,
  receiverFails: 0,
  receiverGone: 0,
  answerLost: 0,
  poison: 0,
};

/** One run in ten is fair and shows nothing but who came first; in the others each trouble is there or not. */
export function weatherFor(chance: Chance): Weather {
  if (chance.happens(0.1)) return { ...CALM, calm: false };
  const sometimes = (most: number, odds = 0.6): number =>
    chance.happens(odds) ? most * (0.2 + 0.8 * chance.next()) : 0;
  return {
    calm: false,
    cut: sometimes(0.04),
    unknownCommit: sometimes(0.08),
    slowStatements: 0.1 + sometimes(0.5),
    slowAnswers: sometimes(0.5),
    crash: sometimes(0.012),
    clockLeap: sometimes(0.005),
    queueWiped: sometimes(0.003),
    timePasses: sometimes(0.002),
    wakeLost: sometimes(0.5),
    wakeTwice: sometimes(0.3),
    wakeLateMs: sometimes(800),
    receiverFails: sometimes(0.6),
    receiverGone: sometimes(0.1, 0.3),
    answerLost: sometimes(0.3),
    poison: sometimes(0.7, 0.15),
  };
}

/** The troubles end, in place: whoever was handed this weather feels it. */
export const clearUp = (weather: Weather): Weather => Object.assign(weather, CALM);
