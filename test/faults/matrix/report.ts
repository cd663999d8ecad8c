import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { DIST } from '../child.js';
import type { CellResult, Verdict } from './cell.js';
import { groupBy } from './group-by.js';

const VERDICTS: readonly Verdict[] = ['once', 'parked', 'lost', 'doubled', 'missed'];

const HEAD = [
  `| network | content | runs | ${VERDICTS.join(' | ')} |`,
  `| --- | --- | --: | ${VERDICTS.map(() => '--:').join(' | ')} |`,
];

/** One line per network and shape, as a Markdown table. */
export function summarise(results: readonly CellResult[], minutes: number): string {
  return [...tableOf(countsOf(results)), '', `${results.length} runs in ${minutes.toFixed(1)} minutes.`].join('\n');
}

/** Runs and verdicts, by `network | content`. */
type Counts = ReadonlyMap<string, readonly number[]>;

function countsOf(results: readonly CellResult[]): Counts {
  const groups = groupBy(results, ({ subject, shape }) => `${subject} | ${shape}`);
  return new Map([...groups].map(([name, group]) => [name, [group.length, ...VERDICTS.map(countIn(group))]]));
}

function countIn(group: readonly CellResult[]): (verdict: Verdict) => number {
  return (verdict) => group.filter((result) => result.verdict === verdict).length;
}

function tableOf(counts: Counts): string[] {
  const rows = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const sums = [0, ...VERDICTS].map((_, at) => rows.reduce((sum, [, row]) => sum + row[at]!, 0));
  return [
    ...HEAD,
    ...rows.map(([name, row]) => `| ${name} | ${row.join(' | ')} |`),
    `| **all** | | ${sums.join(' | ')} |`,
  ];
}

const README = join(DIST, '../test/faults/README.md');

/** Records a run in the folder's README: what it holds of other networks stays. */
export async function writeReadme(
  results: readonly CellResult[],
  { schedulers, workers }: { schedulers: string; workers: string },
): Promise<void> {
  const title = `<!-- matrix:${schedulers}x${workers} -->`;
  const text = await readFile(README, 'utf8');
  const pattern = new RegExp(`${title}[\\s\\S]*?<!-- /matrix -->`);
  const known = rowsIn(pattern.exec(text)?.[0] ?? '');
  const seen = new Set(results.map(({ subject }) => subject));
  const others = [...known].filter(([name]) => !seen.has(name.split(' | ')[0]!));
  const table = tableOf(new Map([...others, ...countsOf(results)])).join('\n');
  const block = await format([title, table, '<!-- /matrix -->'].join('\n\n'), {
    ...(await resolveConfig(README)),
    parser: 'markdown',
  });
  const after = pattern.test(text) ? text.replace(pattern, () => block.trimEnd()) : `${text.trimEnd()}\n\n${block}`;
  await writeFile(README, after);
}

function rowsIn(block: string): Counts {
  const rows = block.matchAll(/^\| (\w+) *\| (\w+) *((?:\| *\d+ *)+)\|$/gm);
  return new Map(
    [...rows].map(([, network, shape, numbers]) => [`${network} | ${shape}`, numbers!.split('|').slice(1).map(Number)]),
  );
}
