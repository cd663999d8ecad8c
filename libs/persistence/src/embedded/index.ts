export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './cluster.js';
export { DataDirectoryInUse, EmbeddedPostgresError } from './errors.js';
export { ensureDatabase } from './roles.js';
