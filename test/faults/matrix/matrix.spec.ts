import { jest } from '@jest/globals';
import { createDatabase } from '#testing';
import { killChildren } from '../child.js';
import { bundleScheduler } from './bundle.js';
import { runMatrix, wordsOf } from './matrix.js';
import { summarise } from './report.js';
import { sliceOf } from './slice.js';
import { SUBJECTS } from '../../harness/networks/index.js';

// Four minutes are what a change may cost; a machine that does other things besides is given more.
jest.setTimeout(900_000);

/** Another number takes another sample of what the slice does not always hold. */
const SEED = Number(process.env['FAULTS_SEED'] ?? 20261128);

const CANNOT_BE_REPEATED = ['discord', 'facebook_pages', 'instagram', 'linkedin', 'mastodon', 'slack', 'telegram', 'x'];

afterEach(() => killChildren());

it('loses none and doubles none, whichever irreversible call a worker dies in or an answer is lost of', async () => {
  const began = performance.now();
  await bundleScheduler();
  const subjects = await Promise.all(Object.values(SUBJECTS).map((start) => start(() => new Date())));
  try {
    const traces: number[] = [];
    const leaks: string[] = [];
    const secrets = subjects.flatMap((subject) => subject.secrets);
    const results = await runMatrix({
      subjects,
      database: (name) => createDatabase(`faults_${name}`),
      lanes: 3,
      schedulers: 1,
      workers: 2,
      choose: (cells) => sliceOf(cells, SEED),
      inspect: (trace) => {
        traces.push(trace.length);
        leaks.push(...secrets.filter((secret) => trace.includes(secret)));
      },
    });
    console.log(summarise(results, (performance.now() - began) / 60_000));
    const wrong = results.filter(({ verdict }) => verdict !== 'once' && verdict !== 'parked');
    expect(wrong.map((result) => ({ ...result, point: wordsOf(result.point) }))).toEqual([]);
    // Workers at LOG_LEVEL=trace for the length of the run, and every row that people read.
    expect(leaks).toEqual([]);
    expect(Math.min(...traces)).toBeGreaterThan(1_000);
    expect(new Set(results.map(({ subject }) => subject))).toEqual(new Set(Object.keys(SUBJECTS)));
    // That calls which cannot be taken back are told from others, or the slice would leave them out.
    const irreversible = new Set(results.filter((result) => result.irreversible).map(({ subject }) => subject));
    expect([...irreversible].sort()).toEqual(CANNOT_BE_REPEATED);
  } finally {
    for (const subject of subjects) await subject.close();
  }
});
