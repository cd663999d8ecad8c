import { parseArgs } from 'node:util';
import { CALL, IDEAL, measureBurst } from './burst.js';
import { measureFairness } from './fairness.js';
import { type Figure, round } from './figures.js';
import { measureHttpBurst } from './http-burst.js';
import { measureLateness } from './lateness.js';
import { measurePasses, type PassesResult } from './passes.js';
import { measurePeer } from './peer.js';
import { writeReadme } from './readme.js';
import { openStage, type Stage } from './stage.js';
import { printStatements, STATEMENT_STATISTICS } from './statement-statistics.js';

/**
 * node dist/test/bench/publish.js [burst] [http] [lateness] [passes] [fairness] [--posts-each N] [--statements] [--readme]
 * Without names: all of them, about ten minutes. Ends with 1 when a goal is missed.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'posts-each': { type: 'string', default: '10' },
    statements: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
});

const PEER_JOBS = 4000;

async function burst(stage: Stage): Promise<Figure[]> {
  const peer = await measurePeer(stage, PEER_JOBS);
  const ledger = await measureBurst(stage, Number(values['posts-each']));
  const compared: Figure = {
    what: `bare graphile-worker jobs that wait ${CALL} ms, same concurrency, same server`,
    measured: `${round(peer)}/s of ${IDEAL}/s; the ledger reaches ${round((ledger.rate / peer) * 100)} % of that`,
    goal: '',
    met: null,
  };
  return [...ledger.figures, compared];
}

const stage = await openStage(values.statements ? STATEMENT_STATISTICS : {});
const figures: Figure[] = [];
let passes: PassesResult | null = null;
const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
const take = (measured: readonly Figure[]): void => {
  figures.push(...measured);
  for (const { what, measured: value, goal, met } of measured)
    console.log(`${met === null ? '    ' : met ? 'ok  ' : 'MISS'} ${what}: ${value}${goal && ` (goal ${goal})`}`);
};
try {
  if (wanted('burst')) take(await burst(stage));
  if (wanted('http')) take(await measureHttpBurst(stage, 2 * Number(values['posts-each'])));
  if (values.statements) await printStatements(stage);
  if (wanted('lateness')) take(await measureLateness(stage));
  if (wanted('fairness')) take(await measureFairness(stage));
  if (wanted('passes')) take((passes = await measurePasses(stage)).figures);
} finally {
  await stage.close();
}
if (values.readme) await writeReadme(figures, passes);
process.exitCode = figures.some(({ met }) => met === false) ? 1 : 0;
