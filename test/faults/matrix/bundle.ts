import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { DIST, runChild } from '../child.js';

/** Below `dist/`: the test scheduler in one file, compiled once for all that are started. */
export const BUNDLED_SCHEDULER = 'test/servers/bundled-scheduler.js';
const BUNDLE = `${DIST}test/servers/scheduler.bundle.cjs`;

// Drivers that TypeORM and pg would load for other databases.
const OTHERS = [
  ...['better-sqlite3', 'ioredis', 'mongodb', 'mssql', 'mysql', 'mysql2', 'oracledb', 'pg-native', 'pg-query-stream'],
  ...['react-native-sqlite-storage', 'redis', 'sql.js', 'sqlite3', 'typeorm-aurora-data-api-driver', '@sap/*'],
  ...['@google-cloud/spanner', '@nestjs/microservices', '@nestjs/websockets'],
];
// They read files of their own beside them; pg is asked for by name at run time too, and must be there once, for its hooks.
const APART = ['sharp', 'mediainfo.js', 'pg'];
// Somebody's configuration might be in it.
const UNUSED = ['typescript'];

/** Writes it from what `npm run build` made, and lets one of them end early, which leaves behind what was compiled. */
export async function bundleScheduler(): Promise<void> {
  await build({
    entryPoints: [`${DIST}test/servers/scheduler.js`],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
    minifySyntax: true,
    minifyWhitespace: true,
    external: [...OTHERS, ...APART, ...UNUSED],
    define: { 'import.meta.url': '__url' },
    banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
  });
  await rm(`${BUNDLE}.cache`, { force: true });
  await runChild({ program: BUNDLED_SCHEDULER });
}
