/** Which alerts other rules would have raised, in words and columns. */
import type { Changed, Comparison, AlertFigures } from '#lib/evaluation';
import { toIso } from '#lib/kernel';
import { columns } from '../line/output.js';

const shown = (value: number | null, digits = 2): string => value?.toFixed(digits) ?? '-';

export function comparisonText(names: readonly [string, string], figures: Comparison): string {
  const { episodes, clinicianWeeks, stops, before, after, extra, gone } = figures;
  return [
    `episodes: ${episodes}, clinician-weeks: ${clinicianWeeks}, stops: ${stops}`,
    '',
    columns([
      [
        '',
        'alerts',
        'per clinician-week',
        'said right',
        'said wrong',
        'precision',
        'stops with an alert',
        'days before',
      ],
      toldRow(names[0], before),
      toldRow(names[1], after),
    ]),
    '',
    changedText('more', extra),
    changedText('fewer', gone),
  ].join('\n');
}

const toldRow = (name: string, told: AlertFigures): string[] => [
  name,
  String(told.alerts),
  shown(told.perClinicianWeek, 3),
  String(told.right),
  String(told.wrong),
  shown(told.precision),
  String(told.stopsToldOf),
  shown(told.leadDays, 1),
];

function changedText(which: string, { alerts, perClinicianWeek, right, wrong, newest }: Changed): string {
  const head = `${alerts} ${which}, ${shown(perClinicianWeek, 3)} per clinician-week; a person called ${right} right and ${wrong} wrong`;
  const rows = newest.map(({ raisedAt, rule, episode, clinician }) => [
    ` ${toIso(raisedAt).slice(0, 10)}`,
    rule,
    episode,
    clinician,
  ]);
  return rows.length > 0 ? `${head}\n${columns(rows)}` : head;
}
