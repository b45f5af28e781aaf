/**
 * The answers of the API as JSON Schema, from the types that its controllers return. Each route's method becomes a type
 * `<Class>_<method>`, which is the operation's id in the OpenAPI document; comments in the sources become descriptions.
 */
import fs from 'node:fs';
import path from 'node:path';
import {
  LiteralType,
  SchemaGenerator,
  UnionType,
  createFormatter,
  createParser,
  type CompletedConfig,
  type SubNodeParser,
} from 'ts-json-schema-generator';
import ts from 'typescript';
import { ROOT } from './house-root.js';

const FOLDER = 'apps/api/src';
const ROUTE = /^(?:Get|Post|Put|Patch|Delete|Sse)$/;
const WRAPPED = /^(?:Promise|Observable)$/;
/** Beside what the routes return: every refusal. */
const PROBLEM = { file: 'libs/platform/src/problem.ts', name: 'Problem' };
/** Component names that are older than this. */
const NAMES: Readonly<Record<string, string>> = { Violation: 'Fault' };

const CONFIG: CompletedConfig = {
  path: FOLDER,
  type: '*',
  expose: 'export',
  topRef: true,
  jsDoc: 'extended',
  markdownDescription: false,
  fullDescription: false,
  sortProps: true,
  strictTuples: false,
  skipTypeCheck: true,
  encodeRefs: false,
  minify: false,
  extraTags: [],
  // an answer may grow: a client must not refuse what it does not know
  additionalProperties: true,
  discriminatorType: 'json-schema',
  functions: 'fail',
};

interface Source {
  readonly file: string;
  readonly text: string;
  readonly names: readonly string[];
}

export function answersFile(): string {
  const sources = controllers().map(withAnswerTypes);
  const names = sources.flatMap((source) => source.names);
  const program = programOf(sources);
  const generator = new SchemaGenerator(
    program,
    createParser(program, CONFIG, (parser) => parser.addNodeParser(wordsByCompiler(program))),
    createFormatter(CONFIG),
    CONFIG,
  );
  // by their nodes: looked for by name, each would be sought in every file of every package
  const { definitions = {} } = generator.createSchemaFromNodes(roots(program, new Set(names)));
  const renamed = JSON.parse(inOpenApi(JSON.stringify(definitions), Object.keys(definitions))) as Record<
    string,
    object
  >;
  const sorted = Object.entries(renamed).sort(([a], [b]) => (a < b ? -1 : 1));
  const isAnswer = ([name]: [string, object]): boolean => names.includes(name);
  const answers = Object.fromEntries(sorted.filter(isAnswer));
  const schemas = Object.fromEntries(sorted.filter((entry) => !isAnswer(entry)));
  return `${JSON.stringify({ answers, schemas }, undefined, 2)}\n`;
}

const controllers = (): string[] =>
  fs
    .readdirSync(path.join(ROOT, FOLDER), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.controller.ts'))
    .sort()
    .map((file) => path.join(ROOT, FOLDER, file));

/** The controller as it is, and behind it one exported type for each of its routes. */
function withAnswerTypes(file: string): Source {
  const text = fs.readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const types = source.statements.filter(ts.isClassDeclaration).flatMap((owner) =>
    owner.members
      .filter(ts.isMethodDeclaration)
      .filter(isRoute)
      .map((method) => {
        const name = `${owner.name?.text}_${method.name.getText(source)}`;
        if (!method.type)
          throw new Error(`${file}: ${name} needs a return type: the API document shows it to its callers`);
        return { name, type: unwrapped(method.type).getText(source) };
      }),
  );
  const answered = types.filter(({ type }) => type !== 'void');
  const added = answered.map(({ name, type }) => `export type ${name} = ${type};`);
  return { file, text: [text, ...added].join('\n'), names: answered.map(({ name }) => name) };
}

const isRoute = (method: ts.MethodDeclaration): boolean =>
  (ts.getDecorators(method) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && ROUTE.test(expression.expression.getText()),
  );

/** A promise may bring an observable. */
const unwrapped = (type: ts.TypeNode): ts.TypeNode => {
  const inner =
    ts.isTypeReferenceNode(type) && WRAPPED.test(type.typeName.getText()) ? type.typeArguments?.[0] : undefined;
  return inner ? unwrapped(inner) : type;
};

function programOf(sources: readonly Source[]): ts.Program {
  const config = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile).config as object;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost({ ...options, noEmit: true });
  const readFile = host.readFile.bind(host);
  const texts = new Map(sources.map(({ file, text }) => [path.resolve(file), text]));
  host.readFile = (file) => texts.get(path.resolve(file)) ?? readFile(file);
  return ts.createProgram(
    sources.map(({ file }) => file),
    { ...options, noEmit: true },
    host,
  );
}

const COMPUTED = /^(?:NonNullable|Extract|Exclude|EventData|Infer)$/;
const isComputed = (node: ts.Node): node is ts.TypeNode =>
  ts.isIndexedAccessTypeNode(node) || (ts.isTypeReferenceNode(node) && COMPUTED.test(node.typeName.getText()));

/**
 * Words that are computed from other types (`EventData<'alert.resolved'>['outcome']`): the generator works types out
 * itself and loses some of them without a word; the compiler does not.
 */
function wordsByCompiler(program: ts.Program): SubNodeParser {
  const checker = program.getTypeChecker();
  const wordsOf = (node: ts.TypeNode): ts.Type[] => {
    const type = checker.getTypeFromTypeNode(node);
    return type.isUnion() ? type.types : [type];
  };
  return {
    supportsNode: (node) => isComputed(node) && wordsOf(node).every((type) => type.isStringLiteral()),
    createType: (node) =>
      new UnionType(
        wordsOf(node as ts.TypeNode).flatMap((type) => (type.isStringLiteral() ? [new LiteralType(type.value)] : [])),
      ),
  };
}

const isNamedType = (node: ts.Node): node is ts.TypeAliasDeclaration | ts.InterfaceDeclaration =>
  ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node);

function roots(program: ts.Program, names: ReadonlySet<string>): ts.Node[] {
  const declaredIn = (source: ts.SourceFile | undefined, wanted: ReadonlySet<string>): ts.Node[] =>
    [...(source?.statements ?? [])].filter(isNamedType).filter(({ name }) => wanted.has(name.text));
  return [
    ...program.getRootFileNames().flatMap((file) => declaredIn(program.getSourceFile(file), names)),
    ...declaredIn(program.getSourceFile(path.join(ROOT, PROBLEM.file)), new Set([PROBLEM.name])),
  ];
}

/** `Page<AlertAnswer>` is no name for a component: `Page.AlertAnswer` is. */
function inOpenApi(text: string, names: readonly string[]): string {
  const known = new Set<string>();
  for (const name of names) {
    const fit = NAMES[name] ?? name.replace(/[^\w.]+/g, '.').replace(/^\.+|\.+$/g, '');
    if (known.has(fit)) throw new Error(`${name}: another type of the answers is named ${fit} too`);
    known.add(fit);
    const quoted = JSON.stringify(name).slice(1, -1);
    text = text
      .replaceAll(`"#/definitions/${quoted}"`, `"#/components/schemas/${fit}"`)
      .replaceAll(`"${quoted}":{`, `"${fit}":{`);
  }
  return text;
}
