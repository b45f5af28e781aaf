export { type LocalPostgres, startLocalPostgres } from './local-postgres.js';
