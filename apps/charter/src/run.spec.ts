import { readFileSync } from 'node:fs';
import { run } from './run.js';

const BASE = 'libs/charter/charters/agency-base.yaml';
const DEMO = 'libs/charter/charters/demo-brand.yaml';
const CHARTER = ['--extends', BASE, '--charter', DEMO];

/** Files of the repository, and those given. */
async function marronnier(args: readonly string[], files: Readonly<Record<string, string>> = {}, locale = 'en-GB') {
  const out: string[] = [];
  const errors: string[] = [];
  const status = await run(args, {
    readFile: (path) => Promise.resolve().then(() => files[path] ?? readFileSync(path, 'utf8')),
    readStdin: () => Promise.resolve(files['-'] ?? ''),
    print: (line) => void out.push(line),
    complain: (line) => void errors.push(line),
    locale,
  });
  return { status, out: out.join('\n'), errors: errors.join('\n') };
}

const check = (text: string, ...args: string[]) =>
  marronnier(['check', 'post.txt', ...CHARTER, ...args], { 'post.txt': text });

describe('check', () => {
  it.each([
    ['passes', 'La fournée de sept heures est prête.', 0],
    ['advises', 'Nos consommateurs attendent la fournée.', 0],
    ['asks for a review', 'Nos meringues sont sans gluten !', 1],
    ['blocks', 'Appelez Léa au 06 39 98 12 34.', 2],
  ])('%s', async (_, text, status) => {
    expect((await check(text, '--lang', 'fr')).status).toBe(status);
  });

  it('shows the place under wide characters, the article and a way out', async () => {
    const { out } = await check('Bonjour 👩‍🍳🥖 !\n東京 Nos consommateurs attendent.\n', '--ui', 'fr', '--lang', 'fr');
    expect(out).toBe(
      [
        'post.txt:2:8: conseil L1 (wording.avoid)',
        '  | 東京 Nos consommateurs attendent.',
        '  |          ^^^^^^^^^^^^^',
        '  La marque ne dit pas « consommateurs » : ce sont des gens du quartier.',
        '  L1 : On a des clients et des habitués, pas des consommateurs ; on fait du pain, pas des produits ; il n’est pas « pas cher », il a un prix.',
        '  → Écrire « clients »',
        '',
        '1 post, 1 signalement : peut sortir ; il y a des conseils.',
      ].join('\n'),
    );
  });

  it('takes what the command line says of the post', async () => {
    const { status, out } = await check('La fournée est prête.', '--sponsored', '--alt', '', '--objective', 'sales');
    expect(status).toBe(2);
    for (const rule of ['disclosure.missing', 'a11y.alt_missing', 'purpose.missing']) expect(out).toContain(rule);
    expect((await check('a'.repeat(3) + ' pain '.repeat(120), '--network', 'bluesky')).out).toContain(
      'network.text_too_long',
    );
  });

  it('reads standard input, several files and a post a line', async () => {
    const files = {
      '-': 'Nos produits sont prêts.',
      'b.txt': 'La fournée est prête.',
      'c.jsonl': `\n${JSON.stringify({ id: 'p7', text: 'Sans gluten !', language: 'fr', objective: 'sales', stage: 'aware' })}\n`,
    };
    const { status, out } = await marronnier(
      ['check', '-', 'b.txt', 'c.jsonl', ...CHARTER, '--stdin-name', 'a.md'],
      files,
    );
    expect(status).toBe(1);
    expect(out).toContain('a.md:1:1: advice L1');
    expect(out).toContain('c.jsonl:2:1 [p7]: review L2');
    expect(out).toContain('3 posts, 2 findings: needs somebody else’s approval.');
  });

  it('writes JSON for programs', async () => {
    const { out } = await check('Bonjour.\nNos produits.', '--format', 'json');
    const { verdict, posts } = JSON.parse(out) as { verdict: string; posts: { findings: object[] }[] };
    expect(verdict).toBe('warn');
    expect(posts[0]!.findings).toMatchObject([{ articleId: 'L1', place: { line: 2, column: 1 }, waivedBy: null }]);
  });

  it('lets nothing steer the terminal', async () => {
    const { out } = await check('\u001b[2J Nos consommateurs \u202e là.');
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });
});

describe('what cannot be done', () => {
  it.each<[string, string[], string]>([
    ['no command', [], 'Nothing to do'],
    ['an unknown command', ['chek'], 'There is no command chek'],
    ['an unknown option', ['check', '--chart', 'x'], 'There is no option --chart'],
    ['an option without its value', ['check', '--charter', '--lang', 'fr'], '--charter needs a value'],
    ['a value of no use', ['check', '--sponsored=yes'], '--sponsored takes no value'],
    ['a wrong value', ['check', ...CHARTER, '--lang', 'de'], '--lang is one of: en, fr'],
    ['no charter', ['check', 'x.txt'], '--charter FILE is missing'],
    ['a charter that is not there', ['check', '--charter', 'none.yaml'], 'none.yaml: cannot be read (ENOENT)'],
    ['a post that is not there', ['check', 'none.txt', ...CHARTER], 'none.txt: cannot be read (ENOENT)'],
    ['nothing to explain', ['explain'], 'explain takes one'],
  ])('%s is said, with status 3', async (_, args, message) => {
    const { status, errors, out } = await marronnier(args);
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(errors).toContain(message);
  });

  it('is said in the language of the terminal, or the one asked for', async () => {
    expect((await marronnier(['check'], {}, 'fr-FR')).errors).toContain('Il manque --charter');
    expect((await marronnier(['check', '--ui', 'en'], {}, 'fr-FR')).errors).toContain('is missing');
  });

  it('says everything that is wrong with charters, and where', async () => {
    const files = {
      'c.yaml':
        'format: marronnier-charter/1\nname: x\narticles:\n  - id: A1\n    severity: advise\n  - id: C1\n    severity: advise\n',
      'd.yaml':
        'format: marronnier-charter/1\nname: x\narticles:\n  - { id: A1, title: { fr: a, b, en: c }, colour: red }\n',
    };
    const { errors } = await marronnier(['check', '--extends', BASE, '--charter', 'c.yaml'], files);
    expect(errors).toBe('c.yaml:7:5: C1 “C1” is locked: it may become stricter, not milder. [locked_lowered]');
    const second = await marronnier(['check', '--charter', 'd.yaml'], files);
    expect(second.errors.split('\n')).toEqual([
      'd.yaml:4:31: A1 “b” means nothing here. Inside { }, a text with a comma needs quotation marks. [unknown_property]',
      'd.yaml:4:43: A1 “colour” means nothing here. [unknown_property]',
    ]);
  });

  it('says which lines of a file are no posts', async () => {
    const { status, errors } = await marronnier(['check', 'c.jsonl', ...CHARTER], {
      'c.jsonl': '{"text":1}\n{"text":"a"}\n{',
    });
    expect(status).toBe(3);
    expect(errors.split('\n').map((line) => line.slice(0, 10))).toEqual(['c.jsonl:1:', 'c.jsonl:3:']);
  });
});

describe('explain', () => {
  it('says where each setting of an article comes from', async () => {
    const { out } = await marronnier(['explain', 'A6', ...CHARTER]);
    expect(out).toContain(`severity: advise  (from ${BASE})`);
    expect(out).toContain(`maxWords: 30  (from ${DEMO})`);
  });

  it('says what a rule is for', async () => {
    const { out } = await marronnier(['explain', 'private.personal_data', '--ui', 'fr']);
    expect(out).toContain('private.personal_data : Données personnelles');
    expect(out).toContain('sévérité : block, au moins review');
  });

  it('spells what a pattern matches, and what is wrong with one', async () => {
    const { out } = await marronnier(['explain', 'cible@n ; unless: tir', '--lang', 'fr', '--ui', 'en']);
    expect(out.split('\n')).toEqual([
      'cible@n ; unless: tir (fr): 2 ways to read it',
      '    cible',
      '    cibles',
      '  unless:',
      '    tir',
    ]);
    expect(await marronnier(['explain', '(cible'])).toMatchObject({ status: 3 });
  });
});

describe('test', () => {
  it('runs the examples', async () => {
    const { status, out } = await marronnier(['test', ...CHARTER]);
    expect(status).toBe(0);
    expect(out).toContain('- L2 (fr) is found: Nos meringues sont sans gluten !');
    const [version, plan, ...lines] = out.split('\n');
    expect([version, plan]).toEqual(['TAP version 14', `1..${lines.length}`]);
  });

  it('runs those of the articles that are named', async () => {
    const { out } = await marronnier(['test', 'L2', ...CHARTER]);
    expect(out).toContain('1..8');
    expect(await marronnier(['test', 'L9', ...CHARTER])).toMatchObject({ status: 3, out: '' });
  });

  it('fails on examples that are wrong or missing', async () => {
    const words = '{ fr: Des gens, en: People }';
    const charter = [
      'format: marronnier-charter/1\nname: x\narticles:',
      `  - { id: A1, title: ${words}, text: ${words}, rule: wording.avoid, severity: advise,`,
      '      options: { words: [{ fr: [cible@n] }] }, examples: { fr: { pass: [Une cible.], fail: ["# cible"] } } }',
    ].join('\n');
    const { status, out } = await marronnier(['test', '--charter', 'c.yaml'], { 'c.yaml': charter });
    expect(status).toBe(1);
    expect(out.split('\n').slice(2)).toEqual([
      'not ok 1 - A1 (fr) passes: Une cible.',
      'ok 2 - A1 (fr) is found: \\# cible',
      expect.stringMatching(/^not ok 3 - “A1” has words of its own in French/),
    ]);
  });
});

it('prints the schema that is published', async () => {
  const published = readFileSync('libs/charter/schema/marronnier-charter-1.json', 'utf8');
  expect(JSON.parse((await marronnier(['schema'])).out)).toEqual(JSON.parse(published));
});

it('helps', async () => {
  expect(await marronnier(['--help', '--ui', 'fr'])).toMatchObject({ status: 0, errors: '' });
});
