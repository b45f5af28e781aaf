import {
  CATALOGUE,
  EFFECTS,
  EVENT_TYPES,
  isOwnType,
  PART_MARKERS,
  REPAIR_MARKERS,
  STRAIN_MARKERS,
  wireName,
  type EventType,
} from '#lib/events';
import { rowsOf } from './schema-rows.js';

const ENVELOPE = `## The envelope

| attribute | what is taken |
|---|---|
| \`id\`, \`subject\`, \`type\` | any text that CloudEvents 1.0 allows, up to 1,024 bytes of UTF-8. A type that is not below is kept and not understood |
| \`source\` | a URI reference by RFC 3986, up to 1,024 bytes; \`urn:rapport\` is reserved |
| \`time\` | when it happened: RFC 3339 with an offset, at most five minutes ahead. Without it the time of receipt counts |
| \`historical\` | \`true\` for a fact of the past that is [loaded as history](../how-to/load-history.md): it counts at its time, and nobody is alerted |
| \`sequence\` | the order of facts of one instant: 1 to 64 characters \`A-Z a-z 0-9 . _ : -\` that sort as text |
| \`recordedtime\` | when the source wrote it down, RFC 3339 with an offset. Its trace shows it, and it decides nothing: when the fact was is \`time\` |
| extensions | names of 1 to 40 characters \`a-z0-9\`; a text of up to 4,096 bytes, a whole number of 32 bits, or true or false |
| \`datacontenttype\` | JSON for the types below. An event of another type may carry text, XML or bytes, and is kept unread |

Control characters (C0, DEL, C1), characters that reorder text (bidirectional controls) and halves of surrogate pairs are
refused in attributes. In data, lines, tabs and the marks of Arabic and Hebrew pass, the others are refused. A member that
is named twice in one object is refused: readers disagree about which of the two counts.

Headers of binary mode are read as UTF-8 or percent-encoded UTF-8; Latin-1 is refused. The signature covers the body and no
header, so in binary mode one \`webhook-id\` stands for one event: the same request again is a duplicate, another event
under it is refused with \`webhook_id_reuse\`.

**Zeros of spreadsheets.** A time on 1900-01-01, 1904-01-01, 1969-12-31 or 1970-01-01, or before 1900, is refused with
\`empty_date\`. It is nearly always an empty cell, and a fact that is kept at such a time counts for decades of silence. No
fact is lost: the answer says to leave the member out or to send the real time.

**Long appointments.** A whole day is measured by the calendar and has 23 to 25 hours. An appointment of more than a day is
kept, up to 31 days, and its receipt carries the warning \`long_period\`.
`;

/** docs/reference/events.md: one section for each type, with its members. */
export function eventsPage(): string {
  const sent = EVENT_TYPES.filter((type) => !isOwnType(type));
  const own = EVENT_TYPES.filter(isOwnType);
  return `# Events

Every fact that Rapport understands, version 1. An event is a CloudEvent 1.0; the tables list the members of its \`data\`.
The same as JSON Schema 2020-12: \`GET /schemas/<type>.json\`. No member takes free text. A reference is an opaque id of 1 to
200 characters from \`A-Z a-z 0-9 . _ : ~ -\`, a time is RFC 3339 with an offset.

The sentence below each type says what it changes, apart from being shown in the timeline with its members. An accepted
event takes effect at the time that it is about.

${ENVELOPE}

${sent.map(section).join('\n')}
# Internal events

Rapport appends these itself. If a practice system sends one, it is refused with \`reserved_type\`.

${own.map(section).join('\n')}`;
}

function section(type: EventType): string {
  const rows = rowsOf(CATALOGUE[type].schema, '').join('\n');
  return `## ${wireName(type)}\n\n${EFFECTS[type]}\n\n| member | | value |\n|---|---|---|\n${rows}\n${MORE[type] ?? ''}`;
}

const listed = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');

/** What a table of members cannot say. */
const MORE: Partial<Record<EventType, string>> = {
  'note.alliance_markers_recorded': `
\`markers[].marker\` says what a mark was about. Words that are understood, and shown in the reader’s language:

- parts of the relationship, with any code: ${listed(PART_MARKERS)}
- what somebody was seen to do, with \`rupture.withdrawal\` and \`rupture.confrontation\`: ${listed(STRAIN_MARKERS)}
- ways of repair, with \`repair.attempted\` and \`repair.achieved\`: ${listed(REPAIR_MARKERS)}

Any other word is taken too, and shown as it is.
`,
};
