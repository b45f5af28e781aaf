/** A second reader's courses, the finer points: what is said once, what is called steady, and what comes back. */
import { acts, cancelled, kept, missed, taken } from '../calendar.js';
import { course, times } from '../course.js';
import { aLittle, form, from, pulse, submitted } from '../forms.js';
import { CALM, QUIET, TALK, told, TOLD, type Subject } from '../history.js';

const pulses = (...levels: readonly number[]) => levels.map((level) => kept(pulse(level)));
const well = pulses(8.7, 8.5, 8.8, 8.6, 8.7);
const STEADY = { en: [/ratings are steady/i], de: [/sind stabil/i] } as const;
const openHour = (openness: number) =>
  submitted(
    'open-hour',
    [openness, openness, 9, 9].map((value, i) => ({ item: `oh-${i + 1}`, value })),
  );

export const secondFiner: Subject = {
  subject: 'a second reader: the finer points',
  histories: [
    {
      id: 'second-115',
      name: 'A fall in the fourth hour, twenty-five good hours since',
      wants: 'S22: what eased half a year ago is history; the line is about how things are now.',
      course: course({}, ...pulses(8.7, 8.5, 8.8, 5), ...times(5, well).flat()),
      told: [told('strain', 4)],
      attention: CALM,
      says: STEADY,
      neverSays: { en: [/eased/i], de: [/gelöst|gelegt|entspannt/i] },
    },
    {
      id: 'second-116',
      name: 'A guarded start at 62 that grows to 90',
      wants: 'What has grown by nearly thirty points is not steady; the good news is said as such.',
      course: course({}, ...pulses(6.2, 6.8, 7.5, 8.2, 8.6, 9)),
      told: [],
      mayTell: ['strain'],
      most: 1,
      attention: CALM,
      says: { en: [/higher|risen|rising|better|up/i], de: [/höher|gestiegen|steigen|besser/i] },
      neverSays: STEADY,
    },
    {
      id: 'second-117',
      name: 'The client stays near 87, the clinician falls from 80 to 45 and stays there',
      wants:
        'S21: a client who still marks high while the clinician feels it go wrong: the line says that the two differ.',
      course: course({}, ...[8, 8, 7.8, 4.5, 4.5, 4.5].map((own) => kept(pulse(8.7), from('clinician', pulse(own))))),
      told: [],
      attention: ['keep-an-eye'],
      says: { en: [/differ/i], de: [/verschieden|unterschiedlich|anders/i] },
    },
    {
      id: 'second-118',
      name: 'A miss is the last drop after three small signs',
      wants:
        'One miss is one message: it is told with the small signs, and not a second time as a miss within a strain.',
      course: course({ wait: 1 }, ...pulses(8.8, 8.7, 9, 8.8), kept(pulse(8, {}, aLittle(4, 4))), missed()),
      told: [],
      mayTell: ['strain', 'missed'],
      most: 1,
      attention: TOLD,
    },
    {
      id: 'second-119',
      name: 'The clinic’s own form falls in one part, and is called by its name',
      wants: 'S2: a screen says “Open hour”, as the clinic calls it, and not the code of its file.',
      course: course({}, ...[8, 9, 8, 8].map((open) => kept(openHour(open))), kept(openHour(2))),
      told: [told('strain', 5, { part: 'openness' })],
      attention: TALK,
      says: { en: [/Open hour/], de: [/Open hour/] },
      neverSays: { en: [/open-hour/], de: [/open-hour/] },
    },
    {
      id: 'second-120',
      name: 'Trust and being understood fall alike, the rest stays',
      wants: 'Both are named; that “the bond” is lower says nothing beside its own two parts.',
      course: course({ approach: 'psychodynamic' }, ...well, kept(pulse(8.7, { trust: 3, empathy: 3 }))),
      told: [told('strain', 6, { part: ['trust', 'empathy'] })],
      attention: TALK,
      says: { en: [/trust/i, /underst/i], de: [/vertrau/i, /verst/i] },
      neverSays: { en: [/the bond/i], de: [/Bindung/] },
    },
    {
      id: 'second-121',
      name: 'SRS and Pulse fall in the same hour',
      wants: 'One strain, seen by two forms: one message that names both.',
      course: course({}, ...times(4, kept(form('srs', 38), pulse(8.7))), kept(form('srs', 26), pulse(5))),
      told: [told('strain', 5)],
      attention: TALK,
      says: { en: [/SRS/, /Pulse/], de: [/SRS/, /Pulse/] },
    },
    {
      id: 'second-122',
      name: 'SRS stays at 38, the Pulse falls to 50',
      wants: 'The one form that moved is named, and the other is not drawn in.',
      course: course({}, ...times(4, kept(form('srs', 38), pulse(8.7))), kept(form('srs', 38), pulse(5))),
      told: [told('strain', 5)],
      attention: TALK,
      says: { en: [/Pulse/], de: [/Pulse/] },
      neverSays: { en: [/SRS/], de: [/SRS/] },
    },
    {
      id: 'second-123',
      name: 'GAD-7 gets worse, is taken, and stays where it is for six weeks',
      wants: 'M5: told once; the same figure in the weeks after is no further news.',
      course: course(
        {},
        ...[9, 8, 9].map((total) => kept(form('gad-7', total))),
        kept(form('gad-7', 16), taken('outcome')),
        ...times(5, kept(form('gad-7', 16))),
      ),
      told: [told('outcome', 4)],
      attention: TOLD,
    },
    {
      id: 'second-124',
      name: 'GAD-7 gets worse, recovers for two months, and gets worse again',
      wants: 'M5: a second worsening after two good months is a second piece of news.',
      course: course({}, ...[9, 8, 9, 16, 9, 8, 8, 7, 8, 8, 9, 8, 17].map((total) => kept(form('gad-7', total)))),
      told: [told('outcome', 4), told('outcome', 13)],
      attention: TALK,
    },
    {
      id: 'second-125',
      name: 'Stays away twice, comes back for five hours, stays away twice again',
      wants: 'M4: who came back and goes again is told again; the first time is over.',
      course: course({}, ...well, missed(), missed(), ...well, missed(), missed()),
      told: [told('stopped', 7), told('stopped', 14)],
      attention: TALK,
    },
    {
      id: 'second-126',
      name: 'Stays away; the clinician could not reach the client; silence goes on',
      wants: 'M4: told and tried; the same silence is no second message.',
      course: course(
        { next: false, wait: 40 },
        ...well,
        missed(),
        missed({}, acts('alert.resolved', 'stopped', { outcome: 'cannot-reach' })),
      ),
      told: [told('stopped', 7)],
      attention: QUIET,
    },
    {
      id: 'second-127',
      name: 'Late, late, missed, and no date any more',
      wants: 'M4: called off on the day twice and then not called off at all: nobody has come for three weeks.',
      course: course({ next: false, wait: 8 }, ...well, cancelled(3), cancelled(2), missed()),
      told: [told('stopped', [6, 8], { days: 8 })],
      mayTell: ['stopped'],
      most: 2,
      attention: TALK,
    },
    {
      id: 'second-128',
      name: 'Five weeks called off in good time, each with another date',
      wants: 'Some clients take leave politely: after five weeks without an hour the line must not be calm.',
      course: course({ wait: 1 }, ...well, ...times(5, cancelled(96))),
      told: [],
      mayTell: ['stopped'],
      most: 1,
      attention: TOLD,
    },
    {
      id: 'second-129',
      name: 'Comes once, misses the second hour, no date, three weeks of silence',
      wants: 'M4: most who leave do so in the first hours; one miss and three weeks of nothing is not a good start.',
      course: course({ next: false, wait: 22 }, kept(pulse(8.2)), missed()),
      told: [told('stopped', 2, { days: 22 })],
      attention: TALK,
    },
    {
      id: 'second-130',
      name: 'Twelve hours were planned, fifteen were kept, then two are missed with a third booked',
      wants: 'A plan that went on was extended: booked hours that are missed are missed.',
      course: course({ plannedVisits: 12 }, ...times(3, well).flat(), missed(), missed()),
      told: [told('stopped', 17)],
      attention: TALK,
    },
  ],
};
