/**
 * Budgets, the few type-aware rules that catch real bugs, and BANS: one named rule per thing this project does not do.
 * Every ban is a selector with its own places, so that two bans never overwrite each other.
 */
import path from 'node:path';
import tseslint from 'typescript-eslint';
import ladder from './ladder.cjs';

const TS = ['apps/**/*.ts', 'libs/**/*.ts', 'test/**/*.ts'];
const SPECS = ['**/*.spec.ts'];
const PURE = ladder.PURE_ROOMS.map((room) => `libs/${room}/**/*.ts`);
const TEST_SIDE = ['libs/testkit/**', 'libs/*/spec/**', '**/conformance/**', 'test/**', ...SPECS];
const LONG_FILES = [...SPECS, '**/migrations/**/*.ts', '**/*.sql.ts'];

const importOf = (source, names) =>
  `ImportDeclaration[source.value='${source}'] > ImportSpecifier[imported.name=/^(${names})$/]`;
/** Something of a room that is there at run time, by how its name begins. */
const valueOf = (rooms, names) =>
  `ImportDeclaration[source.value=/^#lib.(${rooms})$/][importKind='value'] > ImportSpecifier[importKind='value'][imported.name=/^${names}/]`;
const callOf = (names) => `CallExpression[callee.name=/^(${names})$/]`;
const memberOf = (object, property) => `MemberExpression[object.name='${object}'][property.name=/^(${property})$/]`;
const destructuredFrom = (object, property) =>
  `VariableDeclarator[init.name='${object}'] > ObjectPattern > Property[key.name=/^(${property})$/]`;

/** Name -> what is banned, why or what instead, and where (everywhere, unless said). */
const BANS = {
  'no-default-export': {
    selectors: ['ExportDefaultDeclaration', "ExportSpecifier[exported.name='default']"],
    message: 'Export by name: a default export has another name in every file.',
  },
  'no-in-memory-events': {
    selectors: [
      importOf('@nestjs/cqrs', 'I?EventBus|I?EventPublisher|Saga|ofType|EventsHandler|IEventHandler|AggregateRoot'),
    ],
    message: 'What must happen is a row in the event log or the outbox; the in-memory bus forgets.',
  },
  'no-act-without-a-bus': {
    files: ['apps/**/*.ts'],
    ignores: SPECS,
    selectors: [
      valueOf('eventlog|readmodels', '[a-z]'),
      valueOf('clinic-settings', '(?!(choiceChanges|guardFaults|readChoice)$)[a-z]'),
      valueOf('identity', '(?!(may|mayOperate|operatorOf)$)[a-z]'),
    ],
    message: 'What reads or changes facts is a command or a query of #lib/pipeline, which checks who may; ask its bus.',
  },
  'no-forward-ref': {
    selectors: [importOf('@nestjs/common', 'forwardRef')],
    message: 'A circular provider is a missing third one.',
  },
  'no-clock': {
    files: PURE,
    selectors: [
      memberOf('Date', 'now'),
      destructuredFrom('Date', 'now'),
      "NewExpression[callee.name='Date'][arguments.length=0]",
      callOf('Date'),
      memberOf('performance', 'now|timeOrigin'),
    ],
    message: 'Pure rooms are told the time; they never read it.',
  },
  'no-chance': {
    files: PURE,
    selectors: [memberOf('Math', 'random'), memberOf('crypto', 'randomUUID|getRandomValues')],
    message: 'Pure rooms are given their randomness, so that a run can be repeated.',
  },
  'no-class-or-enum': {
    files: PURE,
    ignores: SPECS,
    selectors: ['ClassDeclaration', 'ClassExpression', 'TSEnumDeclaration'],
    message: 'Pure rooms hold readonly data, tagged unions and functions.',
  },
  'no-env': {
    files: TS,
    ignores: ['libs/platform/src/config*.ts', 'apps/*/src/main.ts', ...TEST_SIDE],
    selectors: [
      memberOf('process', 'env'),
      destructuredFrom('process', 'env'),
      importOf('node:process', 'env'),
      "MemberExpression[object.name='process'][property.value='env']",
    ],
    message: 'Settings are read and checked once, in libs/platform/src/config.ts.',
  },
  'no-timers': {
    files: TS,
    ignores: [
      'libs/platform/**',
      'libs/queues/**',
      'apps/*/src/main.ts',
      'apps/cli/src/line/pause.ts',
      'libs/testkit/**',
      '**/conformance/**',
      'test/e2e/**',
      'test/faults/**',
      'test/bench/**',
    ],
    selectors: [
      callOf('setTimeout|setInterval'),
      memberOf('globalThis', 'setTimeout|setInterval'),
      "ImportDeclaration[source.value='node:timers/promises']",
    ],
    message: 'Waiting belongs to the platform, the queues or the testkit; anything else would sleep and hope.',
  },
  'no-idle-tests': {
    files: SPECS,
    selectors: [
      'CallExpression[callee.object.name=/^(it|test|describe)$/][callee.property.name=/^(only|skip|todo|failing)$/]',
      'CallExpression[callee.object.property.name=/^(only|skip|failing)$/][callee.object.object.name=/^(it|test|describe)$/]',
      callOf('xit|xtest|xdescribe|fit|fdescribe|pending'),
    ],
    message: 'A skipped or focused test is a defect.',
  },
  'no-mocked-modules': {
    files: SPECS,
    selectors: [memberOf('jest', 'mock|doMock|unstable_mockModule')],
    message: 'Pass a fake in; a replaced module tests the replacement.',
  },
  'no-silent-test': {
    files: SPECS,
    selectors: [
      'CallExpression[callee.name=/^(it|test)$/]:not(:has(Identifier[name=/^(expect|assert|given|proves|same)/]))',
    ],
    message: 'A test without an assertion cannot fail.',
  },
  'no-built-sql': {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    ignores: TEST_SIDE,
    selectors: [
      // A SCREAMING_CASE constant is a fixed fragment; anything else in a statement is a value in the wrong place.
      'CallExpression[callee.property.name=/^(query|execute)$/] > TemplateLiteral > :not(TemplateElement, Identifier[name=/^[A-Z][A-Z0-9_]*$/])',
      "CallExpression[callee.property.name=/^(query|execute)$/] > BinaryExpression[operator='+']",
    ],
    message: 'Values travel as parameters ($1), never inside the statement.',
  },
  'no-vague-names': {
    files: TS,
    selectors: [
      'TSInterfaceDeclaration[id.name=/^I[A-Z][a-z]/]',
      'ClassDeclaration[id.name=/^Base[A-Z]|Manager$|Helper$|Utils?$/]',
    ],
    message: 'Name what it is for; prefixes and Managers say nothing.',
  },
  'few-parameters': {
    files: TS,
    ignores: PURE,
    selectors: [
      ":not(MethodDefinition[kind='constructor']) > :function[params.length>4]",
      "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>6]",
    ],
    message: 'At most four parameters (an injected constructor six); then one object.',
  },
};

const banRule = ({ selectors, message }) => ({
  create: (context) =>
    Object.fromEntries(selectors.map((selector) => [selector, (node) => context.report({ node, message })])),
});

/** `episode-fold.ts`, `phq9.instrument.ts`, `1700000000000-init.ts`; never a drawer for odds and ends. */
const fileName = {
  create: (context) => ({
    Program(node) {
      const name = path.basename(context.filename);
      if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.ts$/.test(name))
        context.report({ node, message: `'${name}' is not kebab-case.` });
      if (/^(utils?|helpers?|misc)\b/.test(name)) context.report({ node, message: `'${name}' says nothing.` });
    },
  }),
};

const rapport = {
  rules: {
    'file-name': fileName,
    ...Object.fromEntries(Object.entries(BANS).map(([name, ban]) => [name, banRule(ban)])),
  },
};

const banConfigs = Object.entries(BANS).map(([name, { files = TS, ignores = [] }]) => ({
  files,
  ignores,
  rules: { [`rapport/${name}`]: 'error' },
}));

export default [
  { ignores: ['**/node_modules/**', 'dist*/**', 'coverage/**', '**/architecture/violations/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: TS,
    plugins: { '@typescript-eslint': tseslint.plugin, rapport },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { project: 'test/tsconfig.json', tsconfigRootDir: process.cwd() },
    },
    rules: {
      'max-lines-per-function': ['error', { max: 40 }],
      'max-lines': ['error', { max: 250 }],
      complexity: ['error', 8],
      'max-depth': ['error', 3],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-empty': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      // Files with decorators are left alone by this rule: Nest needs the classes of injected parameters at run time.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'rapport/file-name': 'error',
    },
  },
  { files: PURE, rules: { 'max-params': ['error', 3] } },
  { files: LONG_FILES, rules: { 'max-lines': ['error', { max: 350 }] } },
  // A describe block and a migration's up() are lists, not functions to follow.
  { files: [...SPECS, '**/migrations/**/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  // one line for each member of a state
  { files: ['libs/alliance/src/state/changed-state.ts'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: [
      'apps/cli/**/*.ts',
      'apps/rapport/**/*.ts',
      'apps/*/src/main.ts',
      'test/bench/**/*.ts',
      'test/architecture/structure/**',
    ],
    rules: { 'no-console': 'off' },
  },
  ...banConfigs,
];
