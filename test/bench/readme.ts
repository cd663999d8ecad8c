import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import type { Figure } from './figures.js';
import { change, type PassesResult } from './passes.js';
import { pagesOf } from './statement-log.js';

const README = 'test/bench/README.md';
const MARK = '<!-- measured -->';

/** Writes the figures of this run below the mark in test/bench/README.md. */
export async function writeReadme(figures: readonly Figure[], passes: PassesResult | null): Promise<void> {
  const [before] = (await readFile(README, 'utf8')).split(MARK);
  const others = figures.filter(({ what }) => !what.startsWith('pass '));
  const text = [before + MARK, machine(), figureTable(others), ...(passes ? passTable(passes) : [])].join('\n\n');
  await writeFile(README, await format(text, { ...(await resolveConfig(README)), parser: 'markdown' }));
}

function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const day = new Date().toISOString().slice(0, 10);
  return `Measured on ${day}: ${cpus().length} cores (${cpu?.model.trim()}), ${memory} GB, ${process.platform}, Node ${process.version}, embedded PostgreSQL with its default durability.`;
}

function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, measured, goal, met }) => [what, measured, goal, word(met)]);
  return table(['What', 'Measured', 'Goal', 'Met'], rows);
}

function passTable({ passes, figures }: PassesResult): string[] {
  const rows = passes.map(({ name, idle, laden, plans }, index) => [
    name,
    change(idle),
    change(laden),
    plans ? `${pagesOf(plans.without)} -> ${pagesOf(plans.with)}` : '',
    word(figures[index]!.met),
  ]);
  const plans = passes.flatMap((pass) =>
    pass.plans
      ? [`### ${pass.name}`, fenced('sql', pass.plans.with.sql.split('\n')), fenced('text', pass.plans.with.lines)]
      : [],
  );
  return [
    '## Passes, without and with 1,000,000 future publications',
    table(['Pass', 'Idle', 'With work', 'Pages of its slowest statement', 'Met'], rows),
    '## Plans of each pass’s slowest statement, with work to do and 1,000,000 future publications',
    ...plans,
  ];
}

function fenced(language: string, lines: readonly string[]): string {
  return ['```' + language, ...lines, '```'].join('\n');
}

function word(met: boolean | null): string {
  return met === null ? '' : met ? 'yes' : 'no';
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
