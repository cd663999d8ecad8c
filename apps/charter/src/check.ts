import { evaluate, type Verdict } from '#charter';
import type { Language } from '#kernel';
import { choiceOf, type CommandLine } from './arguments.js';
import { worstOf } from './checked-post.js';
import type { Io } from './io.js';
import { loadCharter } from './load-charter.js';
import { toJson } from './print-json.js';
import { toSarif } from './print-sarif.js';
import { toText } from './print-text.js';
import { readPosts } from './read-posts.js';

/** By verdict; 3 is for wrong usage and what cannot be read. */
const EXIT: Readonly<Record<Verdict, number>> = { pass: 0, warn: 0, review: 1, block: 2 };

const PRINTERS = { text: toText, json: toJson, sarif: toSarif } as const;

/** Finds what a charter says against posts. @throws UsageError, UnreadableError */
export async function check(line: CommandLine, io: Io, ui: Language): Promise<number> {
  const format = choiceOf(line, 'format', ['text', 'json', 'sarif']) ?? 'text';
  const { compiled } = await loadCharter(line, io);
  const posts = await readPosts(line, io);
  const checked = posts.map((post) => ({ ...post, evaluation: evaluate(compiled, post.subject) }));
  io.print(PRINTERS[format](checked, ui));
  return EXIT[worstOf(checked)];
}
