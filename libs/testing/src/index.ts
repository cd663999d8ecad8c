export { createDatabase, type DatabaseUrls, openTestDatabase, type TestDatabase } from './test-database.js';
