/**
 * Every number that the clinic is made of, with its basis: [published] a figure from the literature,
 * [derived] computed from one, [assumed] plausible, no figure found. Nothing here is shared with the detectors:
 * they are measured against this model, so they may not know it.
 */

/** Latent alliance: a logit for each client, read out as 0 to 1. */
export const ALLIANCE = {
  /** [assumed] Clients rate high: about 80 of 100. Skew and ceiling come from the logit itself. */
  level: 1.35,
  betweenClients: 0.75,
  /** [assumed] Clinicians differ, by about a tenth of the variance between clients. */
  betweenClinicians: 0.25,
  withinClient: 0.28,
  /** [published] Linear trends in two thirds of cases (Stevens 2007): growth, for most, that levels off. */
  growth: 0.35,
  growthSpread: 0.35,
  growthVisits: 6,
  facetSpread: 0.3,
  /** On the 0 to 10 slider. */
  answerNoise: 0.45,
  /** [assumed] Share that answers at the top whatever happens; ceilings are a known limit of such forms. */
  ceilingShare: 0.14,
  /** [published] Clinicians rate lower than clients, g = 0.41 over 40 studies: in points of the slider. */
  clinicianRatesLower: 0.6,
  /** Mean and spread of the latent 0 to 1 value, to express it in standard units. */
  mean: 0.8,
  spread: 0.13,
} as const;

export const RUPTURE = {
  /**
   * [published] Clear ones in 25 % (Larsson 2018, N = 605) to 50 % (Stevens 2007; McLaughlin 2014: 46 %) of episodes;
   * this chance at each visit lands between them.
   */
  beginsPerVisit: 0.034,
  /** [published] Fewer in cognitive work (Muran 2009). [assumed] How many fewer. */
  factor: { relational: 1.4, other: 1, cognitive: 0.8 },
  afterHandover: 3,
  /** [assumed] Withdrawal is the more frequent kind. */
  confrontationShare: 0.35,
  /** Fall of the latent 0 to 1 value. [derived] From about 1 to 3 spreads, where published rules begin to look. */
  depthMin: 0.13,
  depthRange: 0.3,
  /** [published] The simple V is the commonest shape, slow decline the second, up to 6 visits (Gumz 2012). */
  gradualShare: 0.25,
  gradualVisits: [2, 5],
  /** [derived] 58 of 100 rupture patterns were repaired (Larsson 2018: 14.7 against 10.7 % of all). */
  repairPerVisit: 0.27,
  /** [published] Recognition is what helps (Chen 2018). [assumed] By how much. */
  repairWhenSpoken: 1.5,
  /** What is left of an unrepaired fall after each further visit. */
  ebb: 0.95,
  /** [published] Clients report fewer than clinicians see (Muran 2009). [assumed] How many, and that anger is told sooner. */
  spoken: { withdrawal: 0.5, confrontation: 0.75 },
  /** [published] Clients report tension in 19 to 42 % of sessions. [assumed] This much beside clear ruptures. */
  smallFriction: 0.14,
} as const;

/** Chance to stop after a visit: 1 - exp(-exp(eta)), eta = log of the base rate plus effects. */
export const STOPPING = {
  /** [published] About 20 % in all (Swift & Greenberg 2012: 19.7 %, 669 studies), most within the first few visits. */
  early: 0.019,
  earlyVisits: 2.2,
  floor: 0.0033,
  /** [derived] A rare event shifts a normal covariate by its own log-hazard slope, so d = .55 is the slope (Sharf 2010). */
  perSpreadOfBond: 0.55,
  /** [derived] Confrontation d = .74 is a log rate of about 1.7 at this prevalence; half of it comes in by the bond. */
  openConfrontation: 0.85,
  openWithdrawal: 0.6,
  /** [assumed] Latent commitment also drives no-shows, so that they carry news without being the cause. */
  perCommitment: 0.6,
  /** [derived] Clinicians explain 5.7 % of the variance (Zimmermann 2017) of a logistic outcome. */
  clinicianSpread: 0.45,
  /** [assumed] Shifts, care duties, distance: what nobody recorded. Keeps any model away from certainty. */
  unrecordedSpread: 0.4,
  /** [published] Some leave with notice, some without (Yang & Jin 2020). [assumed] Half and half. */
  withNotice: 0.5,
  /** [assumed] The others stay open in the books, as they do. */
  closedByPractice: 0.6,
  movedPerVisit: 0.003,
  referredPerVisit: 0.003,
} as const;

/** [assumed] For each booked appointment; no figure found that counts them this way. */
export const ATTENDANCE = {
  clientCancels: 0.07,
  missed: 0.045,
  practiceCancels: 0.012,
  reschedules: 0.05,
  perCommitment: 0.55,
  whileOpenRupture: 0.7,
  /** How much of a visit's commitment is left at the next, and what an open rupture takes from it. */
  commitmentMemory: 0.75,
  commitmentLostInRupture: 0.35,
  handoverShare: 0.05,
  fortnightlyShare: 0.25,
  videoShare: 0.2,
  corrected: 0.01,
  confirmed: 0.55,
} as const;

/** [assumed] Forms, notes and tasks. */
export const RECORDS = {
  answersPulse: 0.86,
  answersSpread: 0.12,
  inRupture: 0.8,
  partial: 0.03,
  partialIsFinished: 0.4,
  leavesOutItem: 0.008,
  expiredIsSent: 0.8,
  onDevice: 0.3,
  codingClinicians: 0.4,
  twinClinicians: 0.35,
  twinPerVisit: 0.6,
  /** About half, so that markers help and never suffice. */
  noticesRupture: 0.5,
  positiveMarker: 0.12,
  taskPerVisit: 0.7,
  taskDone: 0.72,
} as const;

/** [assumed] Symptoms as a PHQ-9 total. */
export const SYMPTOMS = {
  start: 13.5,
  startSpread: 5,
  noise: 1.6,
  visitsToChange: 9,
  responder: 0.45,
  responderSpread: 0.35,
  /** [published] An unrecognised rupture is felt in the symptoms (Chen 2018). [assumed] Points. */
  openRupture: 1.5,
  /** Share of clients to whom the ninth question applies at times. */
  ninthItemShare: 0.12,
} as const;

/** How the practice system sends. */
export const SENDING = {
  late: 0.03,
  lateDays: 1.5,
  duplicate: 0.02,
  batched: 0.06,
} as const;
