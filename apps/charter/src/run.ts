import { publishedSchema, RULES } from '#charter';
import type { Language, Localised } from '#kernel';
import { parseCommandLine, uiOf, UsageError, valueOfOption } from './arguments.js';
import { check } from './check.js';
import { rulesPage } from './docs/rules-page.js';
import { explain } from './explain.js';
import type { Io } from './io.js';
import { UnreadableError } from './load-charter.js';
import { predict } from './predict.js';
import { testExamples } from './test-examples.js';
import { USAGE } from './usage.js';

/** Wrong usage, or a file that is not what it should be. */
const FAILED = 3;

/** One command line, to its exit status. What is wrong with it is said, never thrown. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const ui = uiOf(args, io.locale);
  try {
    return await dispatch(args, io, ui);
  } catch (error) {
    if (error instanceof UsageError) complain(io, ui, [error.wording, SEE_HELP]);
    else if (error instanceof UnreadableError) complain(io, ui, error.lines);
    else throw error;
    return FAILED;
  }
}

const SEE_HELP: Localised = { en: 'See marronnier-charter --help.', fr: 'Voir marronnier-charter --help.' };

async function dispatch(args: readonly string[], io: Io, ui: Language): Promise<number> {
  const line = parseCommandLine(args);
  if (line.values.has('help')) {
    io.print(USAGE[ui]);
    return 0;
  }
  switch (line.verb) {
    case 'check':
      return check(line, io, ui);
    case 'explain':
      return explain(line, io, ui);
    case 'test':
      return testExamples(line, io, ui);
    case 'schema':
      io.print(JSON.stringify(publishedSchema(RULES), null, 2));
      return 0;
    case 'rules':
      io.print(rulesPage([...RULES.values()]));
      return 0;
    case 'predict':
      await predict(fileOf(line, 'charters'), fileOf(line, 'posts'), io.print);
      return 0;
    default:
      throw new UsageError({
        en: `${line.verb === null ? 'Nothing to do' : `There is no command ${line.verb}`}: check, explain, test, schema, rules or predict.`,
        fr: `${line.verb === null ? 'Rien à faire' : `Il n’y a pas de commande ${line.verb}`} : check, explain, test, schema, rules ou predict.`,
      });
  }
}

function fileOf(line: ReturnType<typeof parseCommandLine>, name: 'charters' | 'posts'): string {
  const file = valueOfOption(line, name);
  if (file !== null) return file;
  throw new UsageError({ en: `--${name} FILE is missing.`, fr: `Il manque --${name} FICHIER.` });
}

function complain(io: Io, ui: Language, lines: readonly Localised[]): void {
  for (const line of lines) io.complain(line[ui]);
}
