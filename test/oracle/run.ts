/**
 * Holds the lib against python-dateutil and zoneinfo. `npm run oracle` compares; `-- --seed N --rules N` chooses what,
 * `-- --freeze` writes the tables that the unit tests read.
 */
import { writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import type { Expected } from './compare.js';
import { findPython, pythonVersions, runOracle } from './python.js';
import { count, type Flaw, report, startTally } from './tally.js';

const TABLES = [
  { table: 'frozen', file: 'libs/recurrence/testing/frozen-cases.txt' },
  { table: 'golden', file: 'libs/recurrence/testing/golden-zones.json' },
];

/** Answers the exit status: any difference is a failure. */
async function check(python: string, seed: string, rules: number): Promise<number> {
  console.log(`${pythonVersions(python)}; Node ${process.version}, zones ${process.versions.tz}`);
  const flaws: Flaw[] = [];
  for await (const flaw of linesOf<Flaw>(python, ['flaws'])) flaws.push(flaw);
  const tally = startTally();
  for await (const expected of linesOf<Expected>(python, ['check', seed, String(rules)])) count(tally, expected);
  report(tally, flaws, seed, rules);
  return tally.recurrences > rules && tally.differences.length === 0 ? 0 : 1;
}

async function* linesOf<Line>(python: string, options: readonly string[]): AsyncGenerator<Line> {
  const lines = createInterface({ input: Readable.from(runOracle(python, options)) });
  for await (const line of lines) yield JSON.parse(line) as Line;
}

async function freeze(python: string, seed: string): Promise<void> {
  for (const { table, file } of TABLES) {
    let text = '';
    for await (const piece of runOracle(python, [table, seed])) text += piece;
    writeFileSync(file, file.endsWith('.json') ? await formatted(text, file) : text);
    console.log(`wrote ${file}`);
  }
}

async function formatted(text: string, filepath: string): Promise<string> {
  return format(text, { ...(await resolveConfig(filepath)), filepath });
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
  else process.exitCode = await check(python, values.seed, Number(values.rules));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
