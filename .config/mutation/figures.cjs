/**
 * The figures of one run, and the table of them in the docs. A row there is one folder, measured by one run that took in all
 * of it, with the day of that run: rooms can be measured one by one, and what was not measured again keeps its day.
 */
const fs = require('node:fs');

const ROW = /^\| `(libs\/[^`]+)` +\| +(\d+) \| +(\d+) \| +\d+ \| +[\d.]+ % \| (\d{4}-\d\d-\d\d) \|$/gm;
const FIGURES = /<!-- figures -->[\s\S]*<!-- end of figures -->/;

/** Noticed: a spec failed, or the damage went round in circles. Not counted: what Stryker could not run. */
function tally(mutants) {
  const of = (...statuses) => mutants.filter(({ status }) => statuses.includes(status)).length;
  const noticed = of('Killed', 'Timeout');
  return { mutants: noticed + of('Survived', 'NoCoverage'), noticed };
}

/** By folder of a room, however deep a file lies in it. */
function rowsOf(files, day) {
  const folders = new Map();
  for (const [file, { mutants }] of Object.entries(files).sort()) {
    const folder = file.split('/').slice(0, -1).slice(0, 4).join('/');
    folders.set(folder, [...(folders.get(folder) ?? []), ...mutants]);
  }
  return [...folders].map(([folder, mutants]) => ({ folder, day, ...tally(mutants) }));
}

const scoreOf = (rows) => (100 * total(rows, 'noticed')) / (total(rows, 'mutants') || 1);
const total = (rows, member) => rows.reduce((sum, row) => sum + row[member], 0);

const roomOf = (folder) => folder.split('/').slice(0, 2).join('/');

/** A room of several folders has a row of its own after them. */
function table(rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const figures = (of, name, day) => {
    const [mutants, noticed] = [total(of, 'mutants'), total(of, 'noticed')];
    const cells = [mutants, noticed, mutants - noticed, `${scoreOf(of).toFixed(1)} %`].map((cell) =>
      `${cell}`.padStart(8),
    );
    return line([name.padEnd(36), ...cells, day.padEnd(10)]);
  };
  const roomLines = [...new Set(rows.map(({ folder }) => roomOf(folder)))].sort().flatMap((room) => {
    const folders = rows.filter(({ folder }) => roomOf(folder) === room);
    const lines = folders.map((row) => figures([row], `\`${row.folder}\``, row.day));
    return folders.length > 1 ? [...lines, figures(folders, `**${room}**`, '')] : lines;
  });
  return [
    line([
      'folder'.padEnd(36),
      ...['mutants', 'noticed', 'survived', 'score'].map((name) => name.padStart(8)),
      'measured  ',
    ]),
    line(['-'.repeat(36), ...Array(4).fill(`${'-'.repeat(7)}:`), '-'.repeat(10)]),
    ...roomLines,
    figures(rows, '**all**', ''),
  ].join('\n');
}

/** What the page says, with the rows of this run in the place of those of the same folders; of folders that are no more, none. */
function recordIn(page, rows) {
  const text = fs.readFileSync(page, 'utf8');
  const measured = new Set(rows.map(({ folder }) => folder));
  const kept = [...text.matchAll(ROW)]
    .map(([, folder, mutants, noticed, day]) => ({ folder, mutants: Number(mutants), noticed: Number(noticed), day }))
    .filter(({ folder }) => !measured.has(folder) && fs.existsSync(folder));
  const all = [...kept, ...rows].sort((a, b) => (a.folder < b.folder ? -1 : 1));
  fs.writeFileSync(page, text.replace(FIGURES, `<!-- figures -->\n\n${table(all)}\n\n<!-- end of figures -->`));
}

module.exports = { tally, rowsOf, scoreOf, table, recordIn };
