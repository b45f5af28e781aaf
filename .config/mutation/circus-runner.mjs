/**
 * A test runner for Stryker that stays in one process: all files are compiled once, and for each mutant the product is
 * loaded again (so nothing remembered leaks from one mutant to the next) with the specs that reach it, which run with
 * Jest's own `jest-circus` and `expect`. Stryker's runner for Jest starts Jest and loads every spec for every mutant: some
 * 8 s each, against some 0.2 s.
 *
 * Static mutants count as well: what a spec reaches while it loads is reached by a test named after the file, and that
 * name stands for all of its tests.
 */
import { PluginKind, declareFactoryPlugin } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

const { ROOMS, CANARY } = createRequire(import.meta.url)('./rooms.cjs');
/** Where specs are looked for: in the rooms of what is measured. Those of `kernel` notice what its users do wrong. */
const measured = process.env.MUTATION_ROOMS?.split(' ') ?? ROOMS;
const places = [...new Set([...measured, 'libs/kernel', path.dirname(CANARY)])];
const LOADING = 'while it loads';
/**
 * After so much computing that noticed nothing a mutant has survived. Those that survive cost most, as all specs that
 * reach them run in vain; what the likeliest specs have not noticed by then, the others seldom do. In processor time, so
 * that a busy machine finds the same.
 */
const PATIENCE_MS = 3_000;

function specFiles(root, dir) {
  return fs
    .readdirSync(path.join(root, dir), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.name.endsWith('.spec.ts') && !/\.(check|int|e2e|timing)\.spec\.ts$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Loads this project's TypeScript as CommonJS: compiled once, run again for every registry. */
class Sources {
  #root;
  #packages;
  #compiled = new Map();
  #transform;

  constructor(root, packages) {
    this.#root = root;
    this.#packages = packages;
    this.#transform = packages(path.join(root, '.config', 'jest-transform.cjs'));
  }

  /** Where `shared` is given, what is no part of a spec is loaded once for all that are given the same. */
  fresh(shared) {
    const own = new Map();
    const load = (file) => {
      const registry = shared && isOfProduct(file) ? shared : own;
      const known = registry.get(file);
      if (known) return known.exports;
      const module = { exports: {}, filename: file };
      registry.set(file, module);
      const require = (request) => {
        const inside = this.#find(file, request);
        return inside ? load(inside) : this.#packages(request);
      };
      this.#compile(file).call(module.exports, module.exports, require, module, file, path.dirname(file));
      return module.exports;
    };
    return load;
  }

  #find(from, request) {
    const library = /^#lib\/([^/]+)$/.exec(request);
    if (library) return path.join(this.#root, 'libs', library[1], 'src', 'index.ts');
    return request.startsWith('.') ? path.resolve(path.dirname(from), request).replace(/\.js$/, '.ts') : undefined;
  }

  #compile(file) {
    if (!this.#compiled.has(file)) {
      const { code } = this.#transform.process(fs.readFileSync(file, 'utf8'), file);
      const names = ['exports', 'require', 'module', '__filename', '__dirname'];
      this.#compiled.set(file, vm.compileFunction(code, names, { filename: file }));
    }
    return this.#compiled.get(file);
  }
}

const isOfProduct = (file) => /\/libs\/[^/]+\/src\//.test(file) && !file.endsWith('.spec.ts');
const roomOf = (file) => file.split('/').slice(0, 2).join('/');

/**
 * Which spec to ask first: the one that is likeliest to notice a mutant for the time that it takes. That is the one beside
 * it, then one that names its file, those of its folder and of its room, unless others have noticed more of the same file.
 */
class Likeliest {
  #root;
  #kills = new Map();
  #costs = new Map();
  #sources = new Map();

  constructor(root) {
    this.#root = root;
  }

  order(specs, mutated) {
    const worth = new Map(specs.map((spec) => [spec, this.#chance(spec, mutated) / this.#cost(spec)]));
    return [...specs].sort((a, b) => worth.get(b) - worth.get(a));
  }

  noticed(spec, mutated) {
    const key = `${spec} ${mutated}`;
    this.#kills.set(key, (this.#kills.get(key) ?? 0) + 1);
  }

  took(spec, ms) {
    const { times, total } = this.#costs.get(spec) ?? { times: 0, total: 0 };
    this.#costs.set(spec, { times: times + 1, total: total + ms });
  }

  #chance(spec, mutated) {
    const kills = this.#kills.get(`${spec} ${mutated}`) ?? 0;
    if (spec.startsWith(mutated.replace(/\.ts$/, '.'))) return kills + 4;
    if (this.#sourceOf(spec).includes(`/${path.basename(mutated, '.ts')}.js'`)) return kills + 3;
    if (path.dirname(spec) === path.dirname(mutated)) return kills + 1;
    return kills + (roomOf(spec) === roomOf(mutated) ? 0.5 : 0.1);
  }

  #sourceOf(spec) {
    if (!this.#sources.has(spec)) this.#sources.set(spec, fs.readFileSync(path.join(this.#root, spec), 'utf8'));
    return this.#sources.get(spec);
  }

  #cost(spec) {
    const { times, total } = this.#costs.get(spec) ?? { times: 1, total: 100 };
    return 20 + total / times;
  }
}

const computed = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

const titleOf = (test) => {
  const titles = [];
  for (let at = test; at && at.name !== 'ROOT_DESCRIBE_BLOCK'; at = at.parent) titles.unshift(at.name);
  return titles.join(' ');
};

class CircusRunner {
  /** Stryker has changed into its copy of the project before it makes a runner, not before it reads this file. */
  #root = process.cwd();
  #packages = createRequire(path.join(this.#root, 'package.json'));
  #circus = this.#packages('jest-circus');
  #sources = new Sources(this.#root, this.#packages);
  #specs = places.flatMap((place) => specFiles(this.#root, place));
  #likeliest = new Likeliest(this.#root);
  #mutation;

  constructor() {
    const { describe, it, test, beforeEach, beforeAll, afterEach, afterAll } = this.#circus;
    const { jestExpect } = this.#packages('@jest/expect');
    Object.assign(globalThis, { describe, it, test, beforeEach, beforeAll, afterEach, afterAll, expect: jestExpect });
    this.#packages('fast-check').configureGlobal({ seed: 20261127, endOnFailure: true });
    this.#mutation = globalThis.__stryker__ ??= {};
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    this.#mutation.mutantCoverage = { static: {}, perTest: {} };
    const tests = [];
    for (const spec of this.#specs) {
      const id = `${spec} ${LOADING}`;
      tests.push({ id, name: id, fileName: spec, timeSpentMs: 0, status: TestStatus.Success });
      tests.push(...(await this.#runSpec(spec, { goOn: () => true })));
    }
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#mutation.mutantCoverage };
  }

  async mutantRun({ activeMutant, sandboxFileName, testFilter, hitLimit, disableBail }) {
    const mutation = this.#mutation;
    mutation.mutantCoverage = undefined;
    mutation.hitLimit = hitLimit;
    mutation.hitCount = hitLimit ? 0 : undefined;
    mutation.activeMutant = activeMutant.id;
    const wanted = testFilter && new Set(testFilter);
    const killedBy = [];
    let failureMessage = '';
    let nrOfTests = 0;
    const reaches = (spec) => !wanted || [...wanted].some((id) => id.startsWith(`${spec} `));
    const mutated = path.relative(this.#root, sandboxFileName);
    const specs = this.#likeliest.order(this.#specs.filter(reaches), mutated);
    const shared = new Map();
    const began = computed();
    const hasTime = () => computed() - began < PATIENCE_MS;
    try {
      for (const spec of specs) {
        if (!hasTime() && !disableBail) break;
        const all = !wanted || wanted.has(`${spec} ${LOADING}`);
        const goOn = (ran) => disableBail || (hasTime() && !ran.some(({ status }) => status === TestStatus.Failed));
        const ran = await this.#runSpec(spec, { wanted: all ? undefined : wanted, goOn, shared });
        if (ran.some(({ status }) => status === TestStatus.Failed)) this.#likeliest.noticed(spec, mutated);
        nrOfTests += ran.length;
        for (const test of ran) {
          if (test.status !== TestStatus.Failed) continue;
          killedBy.push(test.id);
          failureMessage ||= test.failureMessage;
        }
        if (hitLimit && mutation.hitCount > hitLimit) return { status: MutantRunStatus.Timeout, reason: 'hit limit' };
        if (killedBy.length > 0 && !disableBail) break;
      }
    } finally {
      mutation.activeMutant = undefined;
      mutation.hitCount = undefined;
      mutation.hitLimit = undefined;
    }
    if (killedBy.length > 0) return { status: MutantRunStatus.Killed, killedBy, failureMessage, nrOfTests };
    return { status: MutantRunStatus.Survived, nrOfTests };
  }

  /** Runs the wanted tests of one spec, all of them when none are named; a spec that does not load has failed. */
  async #runSpec(spec, { wanted, goOn, shared }) {
    const { addEventHandler, removeEventHandler, resetState, run } = this.#circus;
    resetState();
    const tests = [];
    const mutation = this.#mutation;
    const load = this.#sources.fresh(shared);
    const began = computed();
    const handler = (event) => {
      if (event.name === 'test_start') {
        const id = `${spec} ${titleOf(event.test)}`;
        if ((wanted && !wanted.has(id)) || !goOn(tests)) event.test.mode = 'skip';
        mutation.currentTestId = id;
      }
      if (event.name === 'test_done') {
        const [error] = event.test.errors.flat().filter(Boolean);
        const base = {
          id: mutation.currentTestId,
          name: mutation.currentTestId,
          fileName: spec,
          timeSpentMs: event.test.duration ?? 0,
        };
        tests.push(
          error
            ? { ...base, status: TestStatus.Failed, failureMessage: String(error.stack ?? error).slice(0, 600) }
            : { ...base, status: TestStatus.Success },
        );
        mutation.currentTestId = undefined;
      }
    };
    addEventHandler(handler);
    mutation.currentTestId = `${spec} ${LOADING}`;
    try {
      load(path.join(this.#root, spec));
      mutation.currentTestId = undefined;
      await run();
    } catch (error) {
      const id = `${spec} ${LOADING}`;
      tests.push({
        id,
        name: id,
        fileName: spec,
        timeSpentMs: 0,
        status: TestStatus.Failed,
        failureMessage: String(error.stack).slice(0, 600),
      });
    } finally {
      mutation.currentTestId = undefined;
      this.#likeliest.took(spec, computed() - began);
      removeEventHandler(handler);
    }
    return tests;
  }
}

export const strykerPlugins = [
  declareFactoryPlugin(
    PluginKind.TestRunner,
    'circus',
    Object.assign(() => new CircusRunner(), { inject: [] }),
  ),
];
