export { copyServer, HoldsDatabase, putBack } from './backup.js';
export { makeDataFolder } from './data-folder.js';
export { type LocalPostgres, type ServerInUse, startLocalPostgres, useLocalPostgres } from './local-postgres.js';
export { FolderTaken, ownFolder, type Ownership } from './owner.js';
