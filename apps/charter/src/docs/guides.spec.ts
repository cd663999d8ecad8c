import { readFileSync, writeFileSync } from 'node:fs';
import { run } from '../run.js';

/** Files that a guide has the reader write, by name; the repository's own stand behind them. */
type Files = Map<string, string>;

const BLOCK = /^```(yaml|text|console)(?: (\S+)( more)?)?\n([\s\S]*?)^```$/gm;

/**
 * A guide with what its commands answer when somebody follows it from the beginning. A `yaml` or `text` block with a name
 * is that file, or, with `more`, its next lines; in a `console` block, lines with `$` are run and the others are answers.
 */
async function followed(guide: string, locale: string): Promise<string> {
  const files: Files = new Map();
  const parts: string[] = [];
  let at = 0;
  for (const { 0: block, 1: kind, 2: name, 3: more, 4: body = '', index } of guide.matchAll(BLOCK)) {
    parts.push(guide.slice(at, index));
    at = index + block.length;
    if (kind === 'console') parts.push(`\`\`\`console\n${await answered(body, files, locale)}\`\`\``);
    else {
      if (name === undefined) throw new Error(`A block without a name is not checked: ${block}`);
      files.set(name, more ? files.get(name)! + body : body);
      parts.push(block);
    }
  }
  return [...parts, guide.slice(at)].join('');
}

async function answered(body: string, files: Files, locale: string): Promise<string> {
  const lines: string[] = [];
  let status = 0;
  for (const command of body.split('\n').filter((line) => line.startsWith('$ '))) {
    lines.push(command);
    if (command === '$ echo $?') lines.push(String(status));
    else status = await runCommand(command, files, locale, (text) => void lines.push(text));
  }
  return `${lines.join('\n')}\n`;
}

function runCommand(command: string, files: Files, locale: string, print: (text: string) => void): Promise<number> {
  const [, , name, ...args] = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!);
  if (name !== 'marronnier-charter') throw new Error(`Not a command of ours: ${command}`);
  return run(args, {
    readFile: (path) => Promise.resolve().then(() => files.get(path) ?? readFileSync(path, 'utf8')),
    readStdin: () => Promise.resolve(''),
    ...{ print, complain: print, locale },
  });
}

it.each([
  ['docs/charter/write-your-charter.md', 'en-GB'],
  ['docs/charter/ecrire-votre-charte.md', 'fr-FR'],
])('%s says what happens to those who follow it (UPDATE=1 writes it)', async (page, locale) => {
  const guide = readFileSync(page, 'utf8');
  const now = await followed(guide, locale);
  expect(now.match(/^\$ npx/gm)!.length).toBeGreaterThan(5);
  if (process.env['UPDATE'] === '1') writeFileSync(page, now);
  expect(readFileSync(page, 'utf8')).toBe(now);
});
