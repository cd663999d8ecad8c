export {
  DataDirectoryInUse,
  type EmbeddedPostgres,
  EmbeddedPostgresError,
  type EmbeddedPostgresOptions,
  ensureDatabase,
  startEmbeddedPostgres,
} from './embedded/index.js';
export { isDatabaseOutage } from './database-outage.js';
export { connectionOptions, createDataSource, type DatabaseOptions, type DatabaseRole } from './database.js';
export { type Foundation, FoundationModule } from './foundation.module.js';
export { jobEngineLogger } from './job-engine-log.js';
export {
  migrateDatabase,
  type MigrationClass,
  MigrationsPendingError,
  pendingMigrations,
  prepareSchema,
} from './migrate.js';
export { decodeCursor, decodeIdCursor, encodeCursor, type Page, type PageRequest, toPage } from './page.js';
export { scopeCondition, withinScope } from './scope.js';
export { AesGcmSecretBox, SECRET_BOX, type SecretBox } from './secret-box.js';
export { KeyRotationError, rotateKey } from './rotate-key.js';
export { SEALED } from './sealed.js';
export { type Tx, UnitOfWork } from './unit-of-work.js';
export { etagOf, expectVersion } from './etag.js';
export { brokenConstraint, preparedRows, selectList, sqlRows } from './sql.js';
export { followDatabaseClock, openFoundation } from './open-foundation.js';
