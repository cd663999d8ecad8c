import { checkExamples, type ExampleResult, runExamples } from '#charter';
import type { Language, Localised } from '#kernel';
import type { CommandLine } from './arguments.js';
import type { Io } from './io.js';
import { loadCharter } from './load-charter.js';

const EXPECTED: Readonly<Record<ExampleResult['expected'], Localised>> = {
  pass: { en: 'passes', fr: 'passe' },
  fail: { en: 'is found', fr: 'est signalé' },
};

/** Runs the examples of a charter’s articles, in the Test Anything Protocol. @throws UsageError, UnreadableError */
export async function testExamples(line: CommandLine, io: Io, ui: Language): Promise<number> {
  const { compiled, sources } = await loadCharter(line, io);
  const own = sources.at(-1)!;
  const results = runExamples(compiled, own);
  const missing = checkExamples(compiled, own).filter(({ code }) => code === 'examples_missing');
  const lines = [
    ...results.map((result) => ({ ok: isAsExpected(result), text: titleOf(result, ui) })),
    ...missing.map(({ message }) => ({ ok: false, text: message[ui] })),
  ];
  io.print('TAP version 14');
  io.print(`1..${lines.length}`);
  for (const [index, { ok, text }] of lines.entries()) io.print(`${ok ? 'ok' : 'not ok'} ${index + 1} - ${text}`);
  return lines.every(({ ok }) => ok) ? 0 : 1;
}

function isAsExpected({ expected, finding }: ExampleResult): boolean {
  return (expected === 'fail') === (finding !== null);
}

/** `#` would begin a directive. */
function titleOf({ articleId, language, expected, text }: ExampleResult, ui: Language): string {
  const quoted = text.replaceAll('\\', '\\\\').replaceAll('#', '\\#').replace(/\s+/g, ' ');
  return `${articleId} (${language}) ${EXPECTED[expected][ui]}: ${quoted}`;
}
