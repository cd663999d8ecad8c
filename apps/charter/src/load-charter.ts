import {
  type AssembledCharter,
  assembleCharter,
  type CharterProblem,
  type CharterSource,
  type CompiledCharter,
  readCharter,
} from '#charter';
import { parseCharterFile } from '#charter/files';
import type { Language, Localised } from '#kernel';
import { type CommandLine, UsageError, valueOfOption } from './arguments.js';
import type { Io } from './io.js';

/** The charter that a command line names, with all that it extends. */
export interface LoadedCharter {
  /** By the index that origins and problems give. */
  files: readonly string[];
  sources: readonly CharterSource[];
  assembled: AssembledCharter;
  compiled: CompiledCharter;
}

/** A file is not what the command needs; its lines say why. */
export class UnreadableError extends Error {
  constructor(readonly lines: readonly Localised[]) {
    super(lines.map(({ en }) => en).join('\n'));
    this.name = 'UnreadableError';
  }
}

interface ReadSource {
  file: string;
  source: CharterSource;
  /** `file:line:column` of what a pointer names. */
  placeOf(pointer: string): string;
}

/** @throws UsageError without `--charter`, UnreadableError with all that is wrong in its files */
export async function loadCharter(line: CommandLine, io: Io): Promise<LoadedCharter> {
  const own = valueOfOption(line, 'charter');
  if (own === null) throw new UsageError({ en: '--charter FILE is missing.', fr: 'Il manque --charter FICHIER.' });
  const files = [...(line.values.get('extends') ?? []), own];
  const read = await Promise.all(files.map((file) => readSource(file, io)));
  const unreadable = read.flatMap((one) => ('lines' in one ? one.lines : []));
  if (unreadable.length > 0) throw new UnreadableError(unreadable);
  const sources = read.filter((one) => 'source' in one);
  const assembled = assembleCharter(sources.map(({ source }) => source));
  if (assembled.compiled === null)
    throw new UnreadableError(
      assembled.problems.map((problem) => lineOf(sources[problem.source]!.placeOf(problem.pointer), problem)),
    );
  return { files, sources: sources.map(({ source }) => source), assembled, compiled: assembled.compiled };
}

async function readSource(file: string, io: Io): Promise<ReadSource | { lines: readonly Localised[] }> {
  const parsed = parseCharterFile(await readText(file, io), file.endsWith('.json') ? 'json' : 'yaml');
  if ('problem' in parsed) {
    const { place, message } = parsed.problem;
    return { lines: [inBoth((ui) => `${file}:${place.line}:${place.column}: ${message[ui]}`)] };
  }
  const placeOf = (pointer: string): string => {
    const { line, column } = parsed.placeOf(pointer);
    return `${file}:${line}:${column}`;
  };
  const { source, problems } = readCharter(parsed.value);
  if (source) return { file, source, placeOf };
  return { lines: problems.map((problem) => lineOf(placeOf(problem.pointer), problem)) };
}

function lineOf(place: string, { articleId, code, message }: CharterProblem): Localised {
  return inBoth((ui) => `${place}: ${articleId ? `${articleId} ` : ''}${message[ui]} [${code}]`);
}

export async function readText(file: string, io: Io): Promise<string> {
  try {
    return await io.readFile(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new UnreadableError([
      { en: `${file}: cannot be read (${reason}).`, fr: `${file} : ne peut pas être lu (${reason}).` },
    ]);
  }
}

export function inBoth(wording: (ui: Language) => string): Localised {
  return { en: wording('en'), fr: wording('fr') };
}
