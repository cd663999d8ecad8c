/**
 * Holds the lib against python-dateutil and zoneinfo. `npm run oracle` compares; `-- --seed N --rules N` chooses what,
 * `-- --freeze` writes the tables that the unit tests read.
 */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { compare, type Expected } from './compare.js';
import { findPython, pythonVersions, runOracle } from './python.js';

const TABLES = [
  { options: ['frozen'], file: 'libs/recurrence/testing/frozen-cases.txt' },
  { options: ['golden'], file: 'libs/recurrence/testing/golden-zones.json' },
];
const SHOWN_DIFFERENCES = 20;

interface Tally {
  recurrences: number;
  /** Recurrences on which dateutil was asked as it is. */
  asked: number;
  /** Recurrences of each kind that dateutil misreads, so that its answer was put together from simpler rules. */
  flaws: Map<string, number>;
  placements: number;
  dates: number;
  adjusted: number;
  never: number;
  differences: string[];
}

function count(tally: Tally, expected: Expected): void {
  tally.recurrences++;
  if (expected.flaws.length === 0) tally.asked++;
  for (const flaw of expected.flaws) tally.flaws.set(flaw, (tally.flaws.get(flaw) ?? 0) + 1);
  for (const dates of Object.values(expected.zones)) {
    tally.placements++;
    if (dates === null) tally.never++;
    tally.dates += dates?.at.length ?? 0;
    tally.adjusted += Object.keys(dates?.adjusted ?? {}).length;
  }
  tally.differences.push(...compare(expected));
}

async function check(python: string, seed: string, rules: string): Promise<number> {
  console.log(`${pythonVersions(python)}; Node ${process.version}, zones ${process.versions.tz}`);
  const tally: Tally = {
    recurrences: 0,
    asked: 0,
    flaws: new Map(),
    placements: 0,
    dates: 0,
    adjusted: 0,
    never: 0,
    differences: [],
  };
  const lines = createInterface({ input: Readable.from(runOracle(python, ['check', seed, rules])) });
  for await (const line of lines) count(tally, JSON.parse(line) as Expected);
  report(tally, seed, Number(rules));
  return tally.recurrences < Number(rules) || tally.differences.length > 0 ? 1 : 0;
}

function report(tally: Tally, seed: string, rules: number): void {
  const { recurrences, asked, placements, dates, adjusted, never, differences } = tally;
  console.log(
    `seed ${seed}: ${rules} random rules and ${recurrences - rules} named cases, ${placements} with their zones`,
  );
  console.log(`${dates} dates, ${adjusted} of them adjusted; ${never} recurrences that never occur`);
  console.log(`dateutil asked as it is: ${asked}; put together from simpler rules: ${recurrences - asked}, of which`);
  for (const [flaw, times] of tally.flaws) console.log(`  ${flaw}: ${times}`);
  for (const difference of differences.slice(0, SHOWN_DIFFERENCES)) console.log(`DIFFERS ${difference}`);
  console.log(`differences: ${differences.length}`);
}

async function freeze(python: string, seed: string): Promise<void> {
  for (const { options, file } of TABLES) {
    let text = '';
    for await (const piece of runOracle(python, [...options, seed])) text += piece;
    writeFileSync(file, text);
    console.log(`wrote ${file}`);
  }
}

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '20261128' },
    rules: { type: 'string', default: '2000' },
    freeze: { type: 'boolean', default: false },
  },
});
try {
  const python = findPython();
  if (values.freeze) await freeze(python, values.seed);
  else process.exitCode = await check(python, values.seed, values.rules);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
