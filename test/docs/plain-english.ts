/** What readers trip over, and what to write instead. A rule has an example, so that a regex that matches nothing shows. */
import ts from 'typescript';

export interface Avoided {
  readonly words: RegExp;
  readonly instead: string;
  readonly example: string;
}

export const AVOIDED: readonly Avoided[] = [
  { words: /\bmend(s|ed|ing)?\b/i, instead: 'correct, fix, repair', example: 'Mend the members' },
  { words: /\bwho(m|so)?ever\b/i, instead: 'anybody who, the person who', example: 'Whoever asks' },
  { words: /\bfor ever\b/i, instead: 'permanently, never ends', example: 'an id is for ever' },
  { words: /\banew\b/i, instead: 'again', example: 'folds the log anew' },
  { words: /\bforetold\b/i, instead: 'predicted', example: 'foretold and observed' },
  { words: /\bshrunken\b/i, instead: 'shrunk', example: 'published effects, shrunken' },
  {
    words: /\b(till|hence|whence|thence|thereof|wherein|upon|shall)\b/i,
    instead: 'a current word',
    example: 'upon it',
  },
  { words: /\b(one['’]s own|as one likes)\b/i, instead: 'your own, as you like', example: "of one's own" },
  { words: /\bof (ours|theirs)\b/i, instead: "Rapport's, included, default", example: 'a language of ours' },
  { words: /\b(in|of|by|leaves?|this|our|the) house\b/i, instead: 'default, system', example: 'rules of the house' },
  { words: /\b(debts?|ow(e|es|ed|ing))\b/i, instead: 'pending work', example: 'turns conclusions into debts' },
  { words: /\bhears?\b/i, instead: 'is notified; the recipient', example: 'nobody hears of it' },
  {
    words: /\b(am|is|are|was|were|be|been|being|gets?) told\b(?! apart)/i,
    instead: 'is notified, an alert is raised, is reported',
    example: 'whoever is told',
  },
  { words: /\b(tells?|told) (of|nobody|somebody)\b/i, instead: 'notify, report', example: 'tells nobody' },
  { words: /\bspeaks? (of|for|less|more)\b|\brules? speaks?\b/i, instead: 'find, report', example: 'the rule speaks' },
  {
    words: /\b(attended|missed|marked|coded|cancelled) hours?\b/i,
    instead: 'session, appointment',
    example: 'an attended hour',
  },
  { words: /\b(each|every|both|two) looks?\b/i, instead: 'assessment, check', example: 'on both looks' },
  {
    words: /\bstands? (in|under|there|beside)\b(?! for)/i,
    instead: 'is in, is listed',
    example: 'stands in the inbox',
  },
  { words: /\b(object|type|list|number|text) is due\b/i, instead: 'must be', example: 'an object is due' },
  {
    words: /(^|[.:;] )(asked|refused|noticed|measured|stored|told|left out|not mutated) (is|are|was|were)\b/i,
    instead: 'the subject before the verb',
    example: 'Done. Refused are only these',
  },
  { words: /\bas it were\b|\bby and by\b|\bthat many a\b/i, instead: 'plain words', example: 'that many a damage' },
];

export interface Passage {
  readonly line: number;
  readonly text: string;
}

/** The prose of a page: without code, addresses and comments. */
export function prosePassages(markdown: string): readonly Passage[] {
  const blank = (text: string): string => text.replace(/[^\n]/g, '');
  return markdown
    .replace(/^```[^]*?^```/gm, blank)
    .replace(/<!--[^]*?-->/g, blank)
    .split('\n')
    .map((text, index) => ({
      line: index + 1,
      text: text.replace(/`[^`]*`/g, '`code`').replace(/\]\([^)]*\)/g, ']'),
    }));
}

const SQL = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP)\b/;
const isSql = (node: ts.Node): boolean =>
  (ts.isTemplateExpression(node) && SQL.test(node.head.text)) || (ts.isStringLiteralLike(node) && SQL.test(node.text));

/** What a program says: its string literals of two words and more. Comments are for those who read the code. */
export function spokenPassages(file: string, source: string): readonly Passage[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const found: Passage[] = [];
  const visit = (node: ts.Node): void => {
    if (isSql(node)) return;
    const isText = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && / [a-z]/.test(node.text))
      found.push({ line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, text: node.text });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** One line for each avoided word: where it is, and what to write instead. */
export const objections = (file: string, passages: readonly Passage[]): readonly string[] =>
  passages.flatMap(({ line, text }) =>
    AVOIDED.flatMap(({ words, instead }) => {
      const [found] = words.exec(text) ?? [];
      return found === undefined ? [] : [`${file}:${line}  "${found.trim()}": write ${instead}`];
    }),
  );
