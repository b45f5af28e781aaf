// Jest cannot require() an ES module on Node 20. This transformer compiles our TypeScript, and those packages
// in node_modules that ship as ES modules, to CommonJS; files that are CommonJS already stay untouched.
const swc = require('@swc/core');
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const moduleKind = new Map();

function isModulePackage(file) {
  const seen = [];
  for (let dir = path.dirname(file); ; dir = path.dirname(dir)) {
    if (!moduleKind.has(dir)) {
      seen.push(dir);
      const manifest = path.join(dir, 'package.json');
      if (!fs.existsSync(manifest)) continue;
      moduleKind.set(dir, JSON.parse(fs.readFileSync(manifest, 'utf8')).type === 'module');
    }
    const kind = moduleKind.get(dir);
    for (const d of seen) moduleKind.set(d, kind);
    return kind;
  }
}

const version = createHash('sha1')
  .update(fs.readFileSync(__filename))
  .update(require('@swc/core/package.json').version)
  .digest('hex');

const options = (typescript, filename) => ({
  filename,
  jsc: {
    target: 'es2022',
    parser: typescript ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
    transform: typescript
      ? { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false }
      : undefined,
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: typescript ? 'inline' : false,
  swcrc: false,
  configFile: false,
  isModule: true,
});

module.exports = {
  canInstrument: false,
  // By the path within the project: a copy of it has the same results.
  getCacheKey: (source, file, { config }) =>
    createHash('sha1')
      .update(version)
      .update(path.relative(config.rootDir, file))
      .update('\0')
      .update(source)
      .digest('hex'),
  process(source, file) {
    const typescript = file.endsWith('.ts');
    if (!typescript && !file.endsWith('.mjs') && !isModulePackage(file)) return { code: source };
    return swc.transformSync(source, options(typescript, file));
  },
};
