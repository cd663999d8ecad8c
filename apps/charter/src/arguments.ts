import { parseArgs } from 'node:util';
import { type Language, LANGUAGES, type Localised } from '#kernel';

/** The command was not understood. */
export class UsageError extends Error {
  constructor(readonly wording: Localised) {
    super(wording.en);
    this.name = 'UsageError';
  }
}

const OPTIONS = {
  charter: 'string',
  extends: 'string',
  lang: 'string',
  ui: 'string',
  format: 'string',
  network: 'string',
  'post-format': 'string',
  slot: 'string',
  pillar: 'string',
  objective: 'string',
  stage: 'string',
  invitation: 'string',
  link: 'string',
  alt: 'string',
  sponsored: 'boolean',
  'stdin-name': 'string',
  charters: 'string',
  posts: 'string',
  help: 'boolean',
} as const;

export type OptionName = keyof typeof OPTIONS;

/** A command line, its options by name in the order given. */
export interface CommandLine {
  verb: string | null;
  operands: readonly string[];
  values: ReadonlyMap<OptionName, readonly string[]>;
}

/** @throws UsageError */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const options = Object.fromEntries(Object.entries(OPTIONS).map(([name, type]) => [name, { type, multiple: true }]));
  const { positionals, tokens } = parseArgs({
    ...{ args: [...args], options, allowPositionals: true, strict: false, tokens: true },
  });
  const values = new Map<OptionName, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const name = known(token.rawName, token.name);
    values.set(name, [...(values.get(name) ?? []), valueOf(name, token)]);
  }
  const [verb = null, ...operands] = positionals;
  return { verb, operands, values };
}

function known(written: string, name: string): OptionName {
  if (Object.hasOwn(OPTIONS, name)) return name as OptionName;
  throw new UsageError({ en: `There is no option ${written}.`, fr: `Il n’y a pas d’option ${written}.` });
}

function valueOf(name: OptionName, token: { rawName: string; value?: string; inlineValue?: boolean }): string {
  const { rawName, value, inlineValue = false } = token;
  if (OPTIONS[name] === 'boolean') {
    if (value === undefined) return 'true';
    throw new UsageError({ en: `${rawName} takes no value.`, fr: `${rawName} ne prend pas de valeur.` });
  }
  if (value !== undefined && (inlineValue || !value.startsWith('--'))) return value;
  throw new UsageError({ en: `${rawName} needs a value.`, fr: `${rawName} veut une valeur.` });
}

export function valueOfOption({ values }: CommandLine, name: OptionName): string | null {
  return values.get(name)?.at(-1) ?? null;
}

/** @throws UsageError when it is none of those allowed */
export function choiceOf<Choice extends string>(
  line: CommandLine,
  name: OptionName,
  allowed: readonly Choice[],
): Choice | null {
  const value = valueOfOption(line, name);
  if (value === null) return null;
  const choice = allowed.find((one) => one === value);
  if (choice) return choice;
  const list = allowed.join(', ');
  throw new UsageError({ en: `--${name} is one of: ${list}.`, fr: `--${name} vaut l’un de : ${list}.` });
}

/** Of messages: as asked for, else as the terminal is set. */
export function uiOf(args: readonly string[], locale: string): Language {
  const at = args.findIndex((arg) => arg === '--ui' || arg.startsWith('--ui='));
  const asked = at < 0 ? undefined : (args[at]!.split('=')[1] ?? args[at + 1]);
  return LANGUAGES.find((language) => language === asked) ?? (locale.toLowerCase().startsWith('fr') ? 'fr' : 'en');
}
