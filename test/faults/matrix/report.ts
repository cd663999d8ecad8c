import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST } from '../child.js';
import type { CellResult, Verdict } from './cell.js';
import { groupBy } from './group-by.js';

const VERDICTS: readonly Verdict[] = ['once', 'parked', 'lost', 'doubled', 'missed'];

/** One line per network and shape, as a Markdown table. */
export function summarise(results: readonly CellResult[], minutes: number): string {
  const groups = [...groupBy(results, ({ subject, shape }) => `${subject} | ${shape}`)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const rows = groups.map(([name, group]) => `| ${name} | ${group.length} | ${counts(group)} |`);
  return [
    `| network | content | runs | ${VERDICTS.join(' | ')} |`,
    `| --- | --- | --: | ${VERDICTS.map(() => '--:').join(' | ')} |`,
    ...rows,
    `| **all** | | ${results.length} | ${counts(results)} |`,
    '',
    `${results.length} runs in ${minutes.toFixed(1)} minutes.`,
  ].join('\n');
}

function counts(results: readonly CellResult[]): string {
  return VERDICTS.map((verdict) => results.filter((result) => result.verdict === verdict).length).join(' | ');
}

const README = join(DIST, '../test/faults/README.md');

/** Records a whole run in the folder's README. */
export async function writeReadme(
  results: readonly CellResult[],
  minutes: number,
  { schedulers, workers }: { schedulers: string; workers: string },
): Promise<void> {
  const title = `<!-- matrix:${schedulers}x${workers} -->`;
  const text = await readFile(README, 'utf8');
  const block = `${title}\n\n${summarise(results, minutes)}\n\n<!-- /matrix -->`;
  const pattern = new RegExp(`${title}[\\s\\S]*?<!-- /matrix -->`);
  await writeFile(README, pattern.test(text) ? text.replace(pattern, () => block) : `${text.trimEnd()}\n\n${block}\n`);
}
