/** The product's sources as text: where each file stands, what it imports, what a front door offers. */
import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

export interface Import {
  /** Repository path of the file that is imported; front doors as `libs/<room>/src/index.ts`. */
  readonly file: string;
  /** Imported names; empty for a bare import. */
  readonly names: readonly string[];
}
export interface Source {
  /** From the root of the repository, with forward slashes. */
  readonly file: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  readonly exports: readonly string[];
}

/** `libs/<room>` or `apps/<app>`; undefined for what is no part of the product. */
export const roomOf = (file: string): string | undefined => /^(?:libs|apps)\/[^/]+/.exec(file)?.[0];

/** Specs, builders for specs and suites for rosters: not counted as product. */
export const isTestSide = (file: string): boolean =>
  /\.spec\.ts$|^libs\/[^/]+\/spec\/|\/conformance\/|^libs\/testkit\/|^test\//.test(file);

export function readSources(root: string): Source[] {
  return ['apps', 'libs', 'test'].flatMap((folder) => filesUnder(root, folder)).map((file) => sourceOf(root, file));
}

function filesUnder(root: string, folder: string): string[] {
  return fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'violations' ? [] : filesUnder(root, name);
    return entry.name.endsWith('.ts') ? [name] : [];
  });
}

function sourceOf(root: string, file: string): Source {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const { statements } = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const links = statements.filter((one) => ts.isImportDeclaration(one) || ts.isExportDeclaration(one));
  return {
    file,
    lines: text.split('\n').length - 1,
    imports: links.flatMap((link) => importOf(file, link)),
    exports: statements.flatMap(exportedBy),
  };
}

function importOf(from: string, link: ts.ImportDeclaration | ts.ExportDeclaration): Import[] {
  if (!link.moduleSpecifier || !ts.isStringLiteral(link.moduleSpecifier)) return [];
  const file = resolved(from, link.moduleSpecifier.text);
  return file === undefined ? [] : [{ file, names: namesOf(link) }];
}

function resolved(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('#lib/')) return `libs/${specifier.slice('#lib/'.length)}/src/index.ts`;
  if (!specifier.startsWith('.')) return undefined;
  return path.posix.join(path.posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

function namesOf(link: ts.ImportDeclaration | ts.ExportDeclaration): string[] {
  const named = ts.isImportDeclaration(link) ? link.importClause?.namedBindings : link.exportClause;
  if (!named || ts.isNamespaceImport(named) || ts.isNamespaceExport(named)) return [];
  return [...named.elements].map((element) => (element.propertyName ?? element.name).text);
}

function exportedBy(statement: ts.Statement): string[] {
  if (!ts.isExportDeclaration(statement) || !statement.exportClause) return [];
  const { exportClause } = statement;
  if (ts.isNamespaceExport(exportClause)) return [exportClause.name.text];
  return exportClause.elements.map((element) => element.name.text);
}
