import type { RuleInWords } from '../words.js';

export const strainOpen: RuleInWords = {
  title: {
    by: 'basis',
    when: {
      drop: 'Der letzte Bogen liegt deutlich niedriger als die früheren',
      said: 'Auf dem Bogen steht, dass sich etwas nicht stimmig anfühlte',
      both: 'Deutlich niedriger als früher, und etwas fühlte sich nicht stimmig an',
      marked: 'In einer Notiz ist eine Spannung vermerkt',
      signs: { by: 'together', when: { one: 'Ein kleines Anzeichen' }, otherwise: 'Mehrere kleine Anzeichen zusammen' },
    },
    otherwise: 'So niedrig, dass sich ein Blick lohnt',
  },
  whatChanged: {
    by: 'basis',
    when: {
      drop: 'Der Wert ist jetzt {now}; zuvor war er {before}.',
      said: 'Auf die Frage, ob sich etwas zwischen Ihnen nicht stimmig anfühlte, steht auf dem Bogen „{felt}“.',
      both: 'Der Wert ist jetzt {now}; zuvor war er {before}. Ob sich etwas nicht stimmig anfühlte, beantwortet der Bogen mit „{felt}“.',
      marked: 'In einer Notiz zu einer Stunde ist eine Spannung vermerkt.',
      signs: {
        by: 'together',
        when: { one: 'Ein kleines Anzeichen: {small}.' },
        otherwise: 'Mehrere kleine Anzeichen zusammen: {small}.',
      },
    },
    otherwise: 'Der Wert ist jetzt {now}, zum zweiten Mal hintereinander.',
  },
  comparedWith: {
    by: 'basis',
    when: {
      drop: 'Mit den eigenen früheren Bögen, nicht mit anderen Menschen.',
      said: 'Mit nichts: Es ist, was auf dem Bogen steht.',
      both: 'Mit den eigenen früheren Bögen, nicht mit anderen Menschen.',
      marked: 'Mit nichts: Es ist, was jemand in der Stunde gesehen hat.',
      signs: 'Mit dem, was hier sonst üblich ist: den eigenen Bögen und den eigenen Terminen.',
    },
    otherwise: 'Mit {floor}: Liegt dieser Bogen darunter, lohnt sich ein Blick.',
  },
  howSure: {
    by: 'tier',
    when: { confirmed: 'Gut. Es wurde direkt gesagt.' },
    otherwise: {
      by: 'basis',
      when: {
        signs: 'Gering bis mittel. Jedes für sich sagt wenig. Wie sie zusammengezählt werden, ist noch nicht geprüft.',
      },
      otherwise: 'Mittel. Ein kurzer, noch nicht geprüfter Bogen; einzelne Bögen pendeln sich oft wieder ein.',
    },
  },
  otherReadings:
    'Eine anstrengende Woche, ein schweres Thema oder schnelles Antippen können gleich aussehen. Es zu sagen, kann Vertrauen zeigen.',
};
