import { checkExamples, type CompiledCharter, type ExampleResult, runExamples } from '#charter';
import type { Language, Localised } from '#kernel';
import { type CommandLine, UsageError } from './arguments.js';
import { colon } from './colon.js';
import type { Io } from './io.js';
import { loadCharter } from './load-charter.js';

const EXPECTED: Readonly<Record<ExampleResult['expected'], Localised>> = {
  pass: { en: 'passes', fr: 'passe' },
  fail: { en: 'is found', fr: 'est signalé' },
};

/** Runs the examples of a charter’s articles, or of those named, as the Test Anything Protocol. @throws UsageError, UnreadableError */
export async function testExamples(line: CommandLine, io: Io, ui: Language): Promise<number> {
  const { compiled, sources } = await loadCharter(line, io);
  const own = sources.at(-1)!;
  const asked = onlyNamed(compiled, line.operands);
  const results = runExamples(asked, own);
  const missing = checkExamples(asked, own).filter(({ code }) => code === 'examples_missing');
  const lines = [
    ...results.map((result) => ({ ok: isAsExpected(result), text: titleOf(result, ui) })),
    ...missing.map(({ message }) => ({ ok: false, text: message[ui] })),
  ];
  io.print('TAP version 14');
  io.print(`1..${lines.length}`);
  for (const [index, { ok, text }] of lines.entries()) io.print(`${ok ? 'ok' : 'not ok'} ${index + 1} - ${text}`);
  return lines.every(({ ok }) => ok) ? 0 : 1;
}

function onlyNamed(compiled: CompiledCharter, ids: readonly string[]): CompiledCharter {
  if (ids.length === 0) return compiled;
  const known = new Set(compiled.articles.map(({ article }) => article.id));
  const unknown = ids.find((id) => !known.has(id));
  if (unknown !== undefined)
    throw new UsageError({ en: `There is no article ${unknown}.`, fr: `Il n’y a pas d’article ${unknown}.` });
  return { ...compiled, articles: compiled.articles.filter(({ article }) => ids.includes(article.id)) };
}

function isAsExpected({ expected, finding }: ExampleResult): boolean {
  return (expected === 'fail') === (finding !== null);
}

/** `#` would begin a directive. */
function titleOf({ articleId, language, expected, text }: ExampleResult, ui: Language): string {
  const quoted = text.replaceAll('\\', '\\\\').replaceAll('#', '\\#').replace(/\s+/g, ' ');
  return `${articleId} (${language}) ${EXPECTED[expected][ui]}${colon(ui)} ${quoted}`;
}
