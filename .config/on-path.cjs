const fs = require('node:fs');
const path = require('node:path');

/** The file of a program; undefined where it is not installed. */
const findOnPath = (program) =>
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, program))
    .find((file) => fs.existsSync(file));

/** The programs of the newest PostgreSQL that Debian has installed, which its wrappers (psql, pg_dump) take too. */
function debianPostgres() {
  const place = '/usr/lib/postgresql';
  const versions = fs.existsSync(place) ? fs.readdirSync(place).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => path.join(place, version, 'bin'))
    .find((bin) => fs.existsSync(path.join(bin, 'initdb')));
}

/** Debian puts some where the path of an ordinary user does not lead. */
const isInstalled = (program) => findOnPath(program) !== undefined || fs.existsSync(`/usr/sbin/${program}`);

module.exports = { debianPostgres, findOnPath, isInstalled, isOnPath: (program) => findOnPath(program) !== undefined };
