import { readFileSync } from 'node:fs';
import type { NeutralFile } from '../../apps/charter/src/neutral-charter.js';
import { predictPosts } from '../../apps/charter/src/predict.js';
import { type LabelledPost, type Score, score } from './score.js';

/** The engine’s score on labelled posts, in this process: what `charter:predict` would print, compared with the labels. */
export function evaluateSet(posts: readonly LabelledPost[], charters: NeutralFile): Score {
  return score(posts, predictPosts(charters, posts));
}

/** A set of this folder: `<name>.posts.jsonl`, written under the brands of `<charters>.charter.json`. */
export function readSet(name: string, charters = name): { posts: LabelledPost[]; charters: NeutralFile } {
  const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
  const lines = read(`${name}.posts.jsonl`).trim().split('\n');
  return {
    posts: lines.map((line) => JSON.parse(line) as LabelledPost),
    charters: JSON.parse(read(`${charters}.charter.json`)) as NeutralFile,
  };
}

/** One line for each kind, then the sums: for a person who looks into a score. */
export function renderScore({ kinds, tiers, semantic, mechanical, micro, errors, ...rest }: Score): string {
  const rows = [...kinds, ...tiers, ['semantic', semantic], ['mechanical', mechanical], ['micro', micro]] as const;
  const lines = rows.map(([name, { precision, recall, f1, right, wrong, missed }]) => {
    const failed = errors.get(name);
    const ids = failed ? ` wrong: ${failed.wrong.join(' ')} missed: ${failed.missed.join(' ')}` : '';
    const shares = [precision, recall, f1].map((value) => value.toFixed(3)).join(' ');
    return `${name.padEnd(24)} P R F1 ${shares}  ${right}/${wrong}/${missed}${ids}`;
  });
  const { cleanFlagged, cleanBlocked, spans, macroF1 } = rest;
  const sums = { macroF1, cleanFlagged, cleanBlocked, spans };
  return [...lines, ...Object.entries(sums).map(([name, value]) => `${name} ${value?.toFixed(3) ?? '-'}`)].join('\n');
}
