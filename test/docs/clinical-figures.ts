/** Questions of the clinical page that are about figures alone: charts and what studies print. */
export interface Operation {
  readonly op: string;
  readonly asks: string;
  readonly answers: string;
  readonly examples: readonly object[];
}

export const FIGURES: readonly Operation[] = [
  {
    op: 'chart',
    asks:
      '`series` (ratings in order, `null` for a missing one) and, if known, `instrument`. `baseline` says how many first ratings ' +
      'give the limits (6), `limits` how many spreads the limits lie from the centre (3), `weight` the share of the latest ' +
      'rating in the average (0.2), `sem` the least spread that is believed, and `least` the least fall that counts. The ' +
      'last two come from the instrument where it says them; otherwise `least` is 1.96 · √2 · `sem`, or two spreads.',
    answers:
      '`individuals`, a chart of single ratings: `centre`, `meanStep` (mean distance of neighbours), `spread`, `lower` and `upper`, ' +
      '`largestStep` (the limit of a single step), the ratings `outside` and the `largeSteps`; `ewma`, the exponentially weighted ' +
      'moving average with the limits of each point; and `course`: its `pattern`, its `trend` (`rising`, `falling`, ' +
      '`steady`), the `slope` from one rating to the next, and the `falls`, each `from` a rating over its `nadir` `back`. A fall ' +
      'has come back when three quarters of it have. Shapes and patterns:\n\n' +
      '- `v`: down in one step, and back in one;\n' +
      '- `gradual-decline-sudden-repair`, `sudden-decline-gradual-repair`, `gradual-decline-gradual-repair`: a way is sudden where ' +
      'one step carries three quarters of it;\n' +
      '- `unrepaired`: not back by the end of the series;\n' +
      '- as a pattern only: `repeated` (several falls), `rising`, `falling`, `steady` (none), `too-few` (fewer than three ratings).\n\n' +
      'The chart, unlike the rules of [strain.md](strain.md), looks back at a whole series. It raises no alert.',
    examples: [
      { op: 'chart', instrument: 'srs', series: [36.2, 37, 36.8, 37.4, 36.9, 37.1, 30, 37] },
      { op: 'chart', series: [80, 80, 74, 66, 58, 78], baseline: 2, sem: 5 },
    ],
  },
  {
    op: 'effect',
    asks:
      '`from` (`d`, `r`, `odds-ratio`, `auc`) and `value`; and `baseRate`, the chance of an unwanted event without help. An effect ' +
      'above 0, or an odds ratio above 1, is in favour of the help, as studies usually print it.',
    answers:
      'the same effect as `d` (difference in spreads), `r`, `oddsRatio`, `auc` and `numberNeeded` (how many have to be helped ' +
      'for one more to be better off; `null` without an effect), for two groups of equal size and equal, normal spread; and with ' +
      '`baseRate` its `benefit`: the `chance` with help, the `difference`, and `perOneKept`, how many have to be helped for one event ' +
      'fewer.',
    examples: [
      { op: 'effect', from: 'r', value: 0.278 },
      { op: 'effect', from: 'odds-ratio', value: 1.19, baseRate: 0.197 },
    ],
  },
  {
    op: 'accuracy',
    asks:
      '`predictions`, each a chance `p` and whether it `happened`, and `thresholds` (each above 0 and below 1), the chances from which ' +
      'somebody would act.',
    answers:
      '`baseRate`, `auc`, `brier`, `skill` (share of the Brier score of the base rate that was saved), `logLoss`, `calibration` ' +
      '(`intercept` and `slope` on the log-odds; 0 and 1 are right), and `netBenefit` at each threshold: of acting by these chances ' +
      '(`model`) and of acting for `everybody`, in events per prediction, beside acting for nobody. `null` is what the ' +
      'predictions cannot tell.',
    examples: [
      {
        op: 'accuracy',
        predictions: [
          { p: 0.1, happened: false },
          { p: 0.2, happened: false },
          { p: 0.3, happened: true },
          { p: 0.4, happened: false },
          { p: 0.6, happened: true },
        ],
        thresholds: [0.05, 0.25],
      },
    ],
  },
  {
    op: 'survival',
    asks:
      '`times`, each a `time` and whether it `happened` then (`false`: watching ended), and `at`, times to read the curve at; or ' +
      '`began`, how many there were, and `periods`, each with how many it `happened` to and how many `left` watching.',
    answers:
      'the `curve` of Kaplan and Meier with Greenwood’s standard errors, and its height `at` those times; or the `periods` of a ' +
      'life table, each with `hazard` and `survivor`.',
    examples: [
      {
        op: 'survival',
        times: [
          { time: 3, happened: true },
          { time: 5, happened: false },
          { time: 8, happened: true },
          { time: 12, happened: false },
        ],
        at: [10],
      },
      {
        op: 'survival',
        began: 100,
        periods: [
          { happened: 12, left: 3 },
          { happened: 8, left: 5 },
        ],
      },
    ],
  },
  {
    op: 'fit',
    asks:
      '`rows`, each with the columns `x` (a 1 for the intercept), `trials` and `events`; `penalty`, `none` or `firth`; and ' +
      '`without`, columns counted from 1 to leave out for comparison.',
    answers:
      '`coefficients`, `standardErrors` and `deviance` of a logistic regression; and with `without` the `gain` of those columns: ' +
      '`likelihoodRatio`, their number, and `shrinkage`, the share of the effects that new data are likely to keep. Firth’s ' +
      'penalty has a finite answer wherever the columns can be told apart; of a 2×2 table it is that of half a case more in each cell.',
    examples: [
      {
        op: 'fit',
        penalty: 'firth',
        rows: [
          { x: [1, 0], trials: 24, events: 2 },
          { x: [1, 1], trials: 1, events: 0 },
        ],
      },
    ],
  },
];
