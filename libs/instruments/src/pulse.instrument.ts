import type { Instrument } from './instrument.js';
import type { Item } from './item.js';

const slider = (id: string, en: string, de: string): Item => ({ id, text: { en, de }, min: 0, max: 10, step: 1 });

/**
 * Rapport Pulse: our own short form for the end of an appointment, sliders from 0 "not at all" to 10 "completely".
 * It has no norms. The floor and the reliable change are provisional figures of ours: 20 points is two whole steps
 * on every slider, and what a spread of 15 points and a retest reliability of .77 would give
 * (1.96 * 15 * sqrt(2 * (1 - .77)) = 19.9). Neither figure has been tested on clients.
 */
export const rapportPulse: Instrument = {
  code: 'pulse',
  version: '1',
  title: 'Rapport Pulse',
  construct: 'alliance',
  respondents: ['client', 'clinician', 'member'],
  direction: 'higher-is-better',
  items: [
    slider('p1', 'My therapist got what things are like for me.', 'Mein Gegenüber hat verstanden, wie es mir geht.'),
    slider('p2', "I had my therapist's full attention.", 'Ich hatte die volle Aufmerksamkeit meines Gegenübers.'),
    slider(
      'p3',
      'I could be open without worrying how it would be taken.',
      'Ich konnte offen sein, ohne mir Sorgen zu machen, wie es aufgenommen wird.',
    ),
    slider(
      'p4',
      'What we focused on is what I want help with.',
      'Wir haben an dem gearbeitet, wofür ich Hilfe möchte.',
    ),
    slider(
      'p5',
      'The way we went about it made sense for me.',
      'Die Art, wie wir es angegangen sind, hat für mich gepasst.',
    ),
    slider('p6', 'I feel safe relying on my therapist.', 'Ich kann mich auf mein Gegenüber verlassen.'),
    slider('p7', 'I took an active part.', 'Ich habe mich aktiv beteiligt.'),
    slider(
      'p8',
      'I know what I want to try before next time.',
      'Ich weiß, was ich bis zum nächsten Mal ausprobieren möchte.',
    ),
    {
      id: 'r1',
      text: {
        en: 'Did anything between you two feel off today: tense, misunderstood, or stuck?',
        de: 'Hat sich heute zwischen Ihnen beiden etwas nicht stimmig angefühlt: angespannt, missverstanden oder festgefahren?',
      },
      min: 0,
      max: 2,
      step: 1,
      choices: { en: ['No', 'A little', 'Yes'], de: ['Nein', 'Ein wenig', 'Ja'] },
    },
    slider('r2', 'How much did it matter?', 'Wie wichtig war es?'),
    slider('r3', 'How well was it sorted out?', 'Wie gut hat es sich geklärt?'),
  ],
  scales: [
    { code: 'alliance', items: ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'], needs: 5, times: 10 },
    { code: 'bond', items: ['p1', 'p2', 'p3', 'p6'], needs: 3, times: 10 },
    { code: 'collaboration', items: ['p4', 'p5'], needs: 2, times: 10 },
    { code: 'engagement', items: ['p7', 'p8'], needs: 1, times: 10 },
  ],
  reports: ['total'],
  basis: { key: 'ours', missing: 'ours' },
  range: { min: 0, max: 100 },
  floor: 70,
  reliableChange: {
    points: 20,
    basis: 'ours',
    source: 'assumed spread 15, assumed reliability .77; untested',
    from: { sd: 15, r: 0.77, z: 1.96 },
  },
  facets: [
    { facet: 'trust', items: ['p6'] },
    { facet: 'empathy', items: ['p1'] },
    { facet: 'listening', items: ['p2'] },
    { facet: 'acceptance', items: ['p3'] },
    { facet: 'bond', items: ['p1', 'p2', 'p3', 'p6'] },
    { facet: 'task', items: ['p5'] },
    { facet: 'goal', items: ['p4'] },
    { facet: 'engagement', items: ['p7', 'p8'] },
    { facet: 'coping-goals', items: ['p8'] },
  ],
  probe: { felt: 'r1', mattered: 'r2', sortedOut: 'r3' },
  licence: 'Apache-2.0, original wording of this project',
  textMayShip: true,
  caveat: 'Unvalidated screening prompt.',
};
