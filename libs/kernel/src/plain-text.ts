/**
 * Which characters a text from outside may hold. Control characters break logs, terminals and files; the bidirectional
 * ones make a text read as something else than it is, so that a person signs what was never written.
 */
import type { Violation } from './schema.js';

/** Inside of data, a text may have lines and tabs, and the two marks without which Arabic and Hebrew cannot be typed. */
const CONTROL_IN_DATA = /[^\P{Cc}\t\n\r]/u;
const BIDI_IN_DATA = /[\u202a-\u202e\u2066-\u2069]/;
/** A name, an id or an attribute has one line, and no invisible sign. CloudEvents 1.0 says so of controls and noncharacters. */
const CONTROL = /\p{Cc}/u;
const BIDI = /\p{Bidi_C}/u;
const NO_CHARACTER = /\p{NChar}/u;

/** What could stand for a forbidden character in the text of a JSON document: most documents hold none of it. */
const SUSPECT = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\\u/;

/** True when no text inside this JSON document needs a look of its own. */
export const isPlainDocument = (json: string): boolean => !SUSPECT.test(json) && json.isWellFormed();

export const isDataText = (value: string): boolean =>
  value.isWellFormed() && !CONTROL_IN_DATA.test(value) && !BIDI_IN_DATA.test(value);

/** Nearly every attribute is plain ASCII: one look is enough. */
const PLAIN = /^[ -~]*$/;

export const isLineOfText = (value: string): boolean => PLAIN.test(value) || isCleanLine(value);

const isCleanLine = (value: string): boolean =>
  value.isWellFormed() && !CONTROL.test(value) && !BIDI.test(value) && !NO_CHARACTER.test(value);

/** Why a text inside of data does not pass. */
export const dataTextFaults = (value: string, pointer: string): Violation[] =>
  faultsOf(value, pointer, { control: CONTROL_IN_DATA, bidi: BIDI_IN_DATA });

/** Why a text of one line does not pass. */
export const lineOfTextFaults = (value: string, pointer: string): Violation[] =>
  faultsOf(value, pointer, { control: CONTROL, bidi: BIDI });

function faultsOf(value: string, pointer: string, { control, bidi }: { control: RegExp; bidi: RegExp }): Violation[] {
  const faults: Violation[] = [];
  const found = (code: string, detail: string, hint: string): unknown => faults.push({ pointer, code, detail, hint });
  if (value.includes('\0')) found('nul_character', 'contains a NUL character', 'leave it out');
  else if (control.test(value))
    found('control_character', `contains the control character ${named(value, control)}`, CLEAN);
  if (bidi.test(value)) found('bidi_character', `contains ${named(value, bidi)}, which reorders text`, WITHOUT);
  if (!value.isWellFormed()) found('invalid_unicode', 'contains half of a surrogate pair', 'send whole characters');
  else if (control === CONTROL && NO_CHARACTER.test(value))
    found('invalid_unicode', `contains ${named(value, NO_CHARACTER)}, no character`, WITHOUT);
  return faults;
}

const CLEAN = 'leave it out; bytes 80 to 9F in a text come from reading Windows-1252 as Latin-1';
const WITHOUT = 'send the text without it';

/** `U+202E`: what cannot be seen is called by its number. */
function named(value: string, kind: RegExp): string {
  const point = kind.exec(value)?.[0].codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
