import { build } from 'esbuild';
import { DIST } from '../child.js';

/** Below `dist/`: the test scheduler in one file, which starts in half the time of its thousands of modules. */
export const SCHEDULER_BUNDLE = 'test/servers/scheduler.bundle.mjs';

// Drivers that TypeORM and pg would load for other databases.
const OTHERS = [
  ...['better-sqlite3', 'ioredis', 'mongodb', 'mssql', 'mysql', 'mysql2', 'oracledb', 'pg-native', 'pg-query-stream'],
  ...['react-native-sqlite-storage', 'redis', 'sql.js', 'sqlite3', 'typeorm-aurora-data-api-driver', '@sap/*'],
  ...['@google-cloud/spanner', '@nestjs/microservices', '@nestjs/websockets'],
];
// They read files of their own beside them; pg is asked for by name at run time too, and must be there once, for its hooks.
const APART = ['sharp', 'mediainfo.js', 'pg'];

/** Writes it from what `npm run build` made. */
export async function bundleScheduler(): Promise<void> {
  await build({
    entryPoints: [`${DIST}test/servers/scheduler.js`],
    outfile: `${DIST}${SCHEDULER_BUNDLE}`,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
    external: [...OTHERS, ...APART],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
}
