/** The wording of the Rapport Review: of a month, in both languages, to the client and as the clinician mirrors it. */
import type { Choices, Texts } from './item.js';

interface MirroredTexts {
  readonly client: Texts;
  readonly clinician: Texts;
}

export const REVIEW_TEXTS: Readonly<Record<string, MirroredTexts>> = {
  o1: {
    client: {
      en: 'I could talk about things that are hard to say.',
      de: 'Ich konnte über Dinge sprechen, die schwer zu sagen sind.',
    },
    clinician: {
      en: 'My client could talk with me about things that are hard to say.',
      de: 'Mit mir konnte über Dinge gesprochen werden, die schwer zu sagen sind.',
    },
  },
  o2: {
    client: { en: 'I could show how I really felt.', de: 'Ich konnte zeigen, wie es mir wirklich ging.' },
    clinician: {
      en: 'My client could show me how they really felt.',
      de: 'Bei mir konnte sich zeigen, wie es der Person wirklich ging.',
    },
  },
  v1: {
    client: { en: 'I was treated with respect.', de: 'Ich wurde mit Respekt behandelt.' },
    clinician: {
      en: 'Respect came across in how I treated my client.',
      de: 'In meinem Umgang war Respekt zu spüren.',
    },
  },
  v2: {
    client: {
      en: 'I felt that I matter here as a person.',
      de: 'Ich hatte das Gefühl, hier als Mensch wichtig zu sein.',
    },
    clinician: {
      en: 'My client could feel that they matter to me as a person.',
      de: 'Es war spürbar, dass mir die Person als Mensch wichtig ist.',
    },
  },
  s1: {
    client: { en: 'I felt safe in our sessions.', de: 'Ich habe mich in unseren Stunden sicher gefühlt.' },
    clinician: {
      en: 'My client felt safe in our sessions.',
      de: 'Unsere Stunden waren ein sicherer Ort für die Person.',
    },
  },
  s2: {
    client: {
      en: 'When something was hard, I did not feel alone with it.',
      de: 'Wenn etwas schwer war, habe ich mich damit nicht allein gefühlt.',
    },
    clinician: {
      en: 'When something was hard, I was there for my client.',
      de: 'Wenn etwas schwer war, war ich für die Person da.',
    },
  },
  x1: {
    client: {
      en: 'I know what I can expect here, and what is expected of me.',
      de: 'Ich weiß, was ich hier erwarten kann und was von mir erwartet wird.',
    },
    clinician: {
      en: 'We have made clear what each of us can expect of the other.',
      de: 'Wir haben geklärt, was wir voneinander erwarten können.',
    },
  },
  x2: {
    client: {
      en: 'It is clear to me how we work, and towards what.',
      de: 'Mir ist klar, wie wir arbeiten und wohin es gehen soll.',
    },
    clinician: {
      en: 'It is clear to my client how we work, and towards what.',
      de: 'Wie wir arbeiten und wohin es gehen soll, ist auch der anderen Seite klar.',
    },
  },
  c1: {
    client: {
      en: 'I could count on times and on what we had agreed.',
      de: 'Auf Zeiten und auf das, was vereinbart war, konnte ich mich verlassen.',
    },
    clinician: {
      en: 'My client could count on times and on what we had agreed.',
      de: 'Auf Zeiten und auf das, was vereinbart war, war bei mir Verlass.',
    },
  },
  c2: {
    client: {
      en: 'From one session to the next I knew what my therapist would be like.',
      de: 'Von Stunde zu Stunde wusste ich, wie ich hier empfangen werde.',
    },
    clinician: {
      en: 'From one session to the next I was the same for my client.',
      de: 'Von Stunde zu Stunde war ich verlässlich dieselbe Person.',
    },
  },
  b1: {
    client: {
      en: 'The line between us, professional and personal, felt right to me.',
      de: 'Die Grenze zwischen beruflich und persönlich war für mich stimmig.',
    },
    clinician: {
      en: 'I kept a line between professional and personal that was right for my client.',
      de: 'Die Grenze zwischen beruflich und persönlich habe ich stimmig gehalten.',
    },
  },
  b2: {
    client: {
      en: 'I could say stop, and was not pushed further than I wanted to go.',
      de: 'Ich konnte Halt sagen und wurde nicht weiter gedrängt, als ich wollte.',
    },
    clinician: {
      en: 'My client could say stop, and I did not push further.',
      de: 'Bei mir war es möglich, Halt zu sagen, und ich habe nicht weiter gedrängt.',
    },
  },
  g1: {
    client: {
      en: 'My therapist was genuine and did not play a part.',
      de: 'Mein Gegenüber war echt und hat keine Rolle gespielt.',
    },
    clinician: { en: 'I was genuine and did not play a part.', de: 'Ich war echt und habe keine Rolle gespielt.' },
  },
  g2: {
    client: { en: 'There was patience with me and my pace.', de: 'Es war Geduld da für mich und mein Tempo.' },
    clinician: {
      en: 'I had patience with my client and their pace.',
      de: 'Ich hatte Geduld mit der Person und ihrem Tempo.',
    },
  },
  h1: {
    client: { en: 'What we did helped me.', de: 'Was wir getan haben, hat mir geholfen.' },
    clinician: { en: 'What we did helped my client.', de: 'Was wir getan haben, hat der Person geholfen.' },
  },
  h2: {
    client: {
      en: 'When something did not help, I could say so, and it was taken up.',
      de: 'Wenn etwas nicht geholfen hat, konnte ich es sagen, und es wurde aufgegriffen.',
    },
    clinician: {
      en: 'When something did not help, I asked about it and took it up.',
      de: 'Wenn etwas nicht geholfen hat, habe ich nachgefragt und es aufgegriffen.',
    },
  },
  a1: {
    client: {
      en: 'I did my share for what I want to change.',
      de: 'Ich habe meinen Teil für das getan, was sich ändern soll.',
    },
    clinician: {
      en: 'My client did their share for what they want to change.',
      de: 'Die Person hat ihren Teil für das getan, was sich ändern soll.',
    },
  },
  a2: {
    client: {
      en: 'I feel that getting further is also up to me.',
      de: 'Ich erlebe, dass es auch an mir liegt, wie es weitergeht.',
    },
    clinician: {
      en: 'My client sees that getting further is also up to them.',
      de: 'Die Person erlebt, dass es auch an ihr liegt, wie es weitergeht.',
    },
  },
  e1: {
    client: {
      en: 'I deal with difficult moments better than I used to.',
      de: 'Ich gehe mit schwierigen Momenten besser um als früher.',
    },
    clinician: {
      en: 'My client deals with difficult moments better than they used to.',
      de: 'Die Person geht mit schwierigen Momenten besser um als früher.',
    },
  },
  e2: {
    client: {
      en: 'With other people I find it easier to say what I need, to say no, or to settle a disagreement.',
      de: 'Mit anderen fällt es mir leichter, zu sagen, was ich brauche, Nein zu sagen oder einen Streit zu klären.',
    },
    clinician: {
      en: 'With other people my client finds it easier to say what they need, to say no, or to settle a disagreement.',
      de: 'Mit anderen fällt es der Person leichter, zu sagen, was sie braucht, Nein zu sagen oder einen Streit zu klären.',
    },
  },
};

/** Ways of working, marked for whether they helped; the same for both sides. */
export const HELPED_TEXTS: Readonly<Record<string, Texts>> = {
  w1: { en: 'being listened to', de: 'dass zugehört wurde' },
  w2: { en: 'talking about feelings', de: 'über Gefühle zu sprechen' },
  w3: { en: 'understanding how things hang together', de: 'zu verstehen, wie etwas zusammenhängt' },
  w4: { en: 'trying something new in the session', de: 'in der Stunde etwas Neues auszuprobieren' },
  w5: { en: 'tasks or exercises between sessions', de: 'Aufgaben oder Übungen zwischen den Stunden' },
  w6: { en: 'talking about how we work together', de: 'darüber zu sprechen, wie wir zusammenarbeiten' },
};

export const HELPED: Choices = {
  en: ['It got in the way', 'It made no difference', 'It helped a little', 'It helped a lot'],
  de: ['Es war hinderlich', 'Es machte keinen Unterschied', 'Es hat ein wenig geholfen', 'Es hat sehr geholfen'],
};
