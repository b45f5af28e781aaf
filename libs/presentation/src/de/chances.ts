import type { ChancesInWords } from '../words.js';

const ODDS = { higher: 'wahrscheinlicher', lower: 'weniger wahrscheinlich' };

export const chances: ChancesInWords = {
  most: '6 von 10 oder mehr',
  least: 'weniger als 1 von 10',
  inTen: (n) => `etwa ${n} von 10`,
  features: {
    level: 'Höhe der letzten Bewertung',
    drop: 'Letzte Bewertung neben den früheren',
    slope: 'Verlauf der letzten Bewertungen',
    openW: 'Eine Spannung ist offen',
    openC: 'Eine Spannung ist offen, und sie wurde angesprochen',
    age: 'Termine, seit die Spannung begann',
    repaired: 'Eine frühere Spannung hat sich gelöst',
    noshow: 'Nicht wahrgenommene unter den letzten vier Terminen',
    earlyns: 'Früh ein nicht wahrgenommener Termin',
    latecx: 'Kurzfristige Absagen unter den letzten vier Terminen',
    resch: 'Verschobene unter den letzten vier Terminen',
    gap: 'Zeit seit dem letzten Termin',
    nofut: 'Kein nächster Termin vereinbart',
    nonresp: 'Bögen ohne Antwort hintereinander',
    hw: 'Aufgaben zwischen den Terminen',
    det: 'Befinden deutlich ungünstiger als zuvor',
    disc: 'Beide Seiten sehen die Stunde verschieden',
  },
  next: (chance) => `Wahrscheinlichkeit eines vorzeitigen Endes vor dem nächsten Termin: ${chance}`,
  soon: (chance) => `Wahrscheinlichkeit eines vorzeitigen Endes innerhalb von vier Terminen: ${chance}`,
  asUsual: 'Etwa wie an dieser Stelle üblich',
  timesUsual: (times) => `Etwa das ${times}-Fache dessen, was an dieser Stelle üblich ist`,
  reason: (feature, odds, times) => `${feature}: ${ODDS[odds]}, Faktor ${times}`,
  notEnough: 'Noch ist zu wenig bekannt, um die Wahrscheinlichkeit eines vorzeitigen Endes zu zeigen.',
  notBegun:
    'Die Wahrscheinlichkeit eines vorzeitigen Endes wird gezeigt, sobald die Arbeit begonnen hat und solange sie läuft.',
  quietTooLong: 'Es ist länger still, als diese Wahrscheinlichkeit vorausschaut.',
};
