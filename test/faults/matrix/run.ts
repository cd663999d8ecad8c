import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import pg from 'pg';
import { migrations } from '#migrations';
import { ensureDatabase, migrateDatabase, startEmbeddedPostgres } from '#persistence';
import { bundleScheduler } from './bundle.js';
import { runMatrix, wordsOf } from './matrix.js';
import { summarise, writeReadme } from './report.js';
import { sliceOf } from './slice.js';
import { SUBJECTS } from '../../harness/networks/index.js';

/**
 * npm run faults -- [networks] [--lanes 3] [--schedulers 1] [--workers 2] [--slice seed] [--readme]
 * Without names: every network. Ends with 1 when anything is lost, doubled or was never struck.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    lanes: { type: 'string', default: '3' },
    schedulers: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    slice: { type: 'string' },
    readme: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

const ids = positionals.length > 0 ? positionals : Object.keys(SUBJECTS);
const dataDir = await mkdtemp(join(tmpdir(), 'marronnier-faults-'));
const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
const server = await startEmbeddedPostgres({ dataDir, settings, log: () => undefined });
const superuser = new pg.Client({ connectionString: server.superuserUrl() });
await superuser.connect();
// Lanes ask for theirs at once, and a connection does one thing at a time.
const inTurn = pLimit(1);
await bundleScheduler();
const subjects = await Promise.all(ids.map((id) => SUBJECTS[id]!(() => new Date())));
const began = performance.now();
try {
  const results = await runMatrix({
    subjects,
    lanes: Number(values.lanes),
    schedulers: Number(values.schedulers),
    workers: Number(values.workers),
    async database(name) {
      await inTurn(() => ensureDatabase(superuser, name));
      await migrateDatabase(server.url('owner', name), migrations);
      return {
        ownerUrl: server.url('owner', name),
        appUrl: server.url('app', name),
        schedulerUrl: server.url('scheduler', name),
      };
    },
    ...(values.slice === undefined ? {} : { choose: (cells) => sliceOf(cells, Number(values.slice)) }),
    told: (result, done, of) => {
      const fine = result.verdict === 'once' || result.verdict === 'parked';
      if (!fine || values.verbose)
        console.log(
          `${result.verdict.toUpperCase()} ${result.subject} ${result.shape}, ${wordsOf(result.point)}: ${result.state} ${result.reason ?? ''} x${result.copies} (${result.seconds.toFixed(1)} s)`,
        );
      if (done % 100 === 0) console.log(`${done} of ${of} after ${Math.round((performance.now() - began) / 1000)} s`);
    },
  });
  const minutes = (performance.now() - began) / 60_000;
  console.log(summarise(results, minutes));
  if (values.readme) await writeReadme(results, values);
  process.exitCode = results.some(({ verdict }) => verdict === 'lost' || verdict === 'doubled' || verdict === 'missed')
    ? 1
    : 0;
} finally {
  for (const subject of subjects) await subject.close();
  await superuser.end();
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
