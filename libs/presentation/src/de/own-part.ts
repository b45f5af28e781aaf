import type { OwnPartInWords } from '../words.js';

export const ownPart: OwnPartInWords = {
  calledOff: (appointments) => `${appointments} Termine fanden von Seiten der Praxis nicht statt.`,
  moved: (appointments) => `${appointments} Termine wurden von Behandlungsseite verschoben.`,
  lateStarts: (late, seen) => `${late} der letzten ${seen} bekannten Anfänge lagen einige Minuten später.`,
  endedEarly: (early, told) => `${early} der letzten ${told} Termine, von denen es bekannt ist, endeten früher.`,
  meaning: 'Das kommt in jeder Praxis vor. Wenn sich die Arbeit angespannt anfühlt, hilft oft ein Wort dazu.',
};
