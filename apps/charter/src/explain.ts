import { type Article, explainPattern, PatternError, type Rule, RULES } from '#charter';
import { type Language, LANGUAGES } from '#kernel';
import { choiceOf, type CommandLine, UsageError, valueOfOption } from './arguments.js';
import { colon } from './colon.js';
import type { Io } from './io.js';
import { type LoadedCharter, loadCharter } from './load-charter.js';

/** Says what an article sets and where from, what a rule is for, or what a pattern matches. @throws UsageError, UnreadableError */
export async function explain(line: CommandLine, io: Io, ui: Language): Promise<number> {
  const [what, ...rest] = line.operands;
  if (what === undefined || rest.length > 0)
    throw new UsageError({
      en: 'explain takes one article, rule or pattern; quote a pattern with spaces.',
      fr: 'explain prend un article, une règle ou un motif ; mettez un motif à espaces entre guillemets.',
    });
  const loaded = valueOfOption(line, 'charter') === null ? null : await loadCharter(line, io);
  const article = loaded?.assembled.charter.articles.find(({ id }) => id === what);
  const rule = RULES.get(what);
  const language = choiceOf(line, 'lang', LANGUAGES) ?? loaded?.assembled.charter.voice.languages[0] ?? ui;
  if (loaded && article) io.print(aboutArticle(loaded, article, ui).join('\n'));
  else if (rule) io.print(aboutRule(rule, ui).join('\n'));
  else io.print(aboutPattern(what, language, ui).join('\n'));
  return 0;
}

const WORDS = {
  en: {
    ...{
      default: 'default',
      from: 'from',
      rule: 'rule',
      severity: 'severity',
      scope: 'holds',
      everywhere: 'everywhere',
    },
    ...{ pass: 'passes', fail: 'is found', phase: 'phase', needs: 'needs', floor: 'at least' },
    ...{ more: 'more', place: 'only in', forms: 'ways to read it' },
  },
  fr: {
    ...{ default: 'par défaut', from: 'de', rule: 'règle', severity: 'sévérité', scope: 'vaut', everywhere: 'partout' },
    ...{ pass: 'passe', fail: 'est signalé', phase: 'phase', needs: 'veut', floor: 'au moins' },
    ...{ more: 'de plus', place: 'seulement dans', forms: 'lectures' },
  },
} as const satisfies Record<Language, Record<string, string>>;

function aboutArticle({ assembled, files }: LoadedCharter, article: Article, ui: Language): string[] {
  const words = WORDS[ui];
  const from = (setting: string): string => {
    const index = assembled.origins.get(`${article.id}/${setting}`);
    return index === undefined ? words.default : `${words.from} ${files[index]}`;
  };
  const { meta, defaults } = RULES.get(article.rule)!;
  const options = { ...defaults, ...article.options };
  return [
    `${article.id} ${article.title[ui]}  (${from('title')})`,
    `  ${article.text[ui]}  (${from('text')})`,
    `  ${words.rule}${colon(ui)} ${article.rule}, ${meta.title[ui]}  (${from('rule')})`,
    `  ${words.severity}${colon(ui)} ${article.severity}  (${from('severity')})`,
    `  ${words.scope}${colon(ui)} ${Object.keys(article.scope).length > 0 ? `${JSON.stringify(article.scope)}  (${from('scope')})` : words.everywhere}`,
    ...Object.entries(options).map(
      ([name, value]) => `  ${name}: ${JSON.stringify(value)}  (${from(`options/${name}`)})`,
    ),
    ...examplesOf(article, ui),
  ];
}

function examplesOf({ examples = {} }: Article, ui: Language): string[] {
  return LANGUAGES.flatMap((language) =>
    (['pass', 'fail'] as const).flatMap((expected) =>
      (examples[language]?.[expected] ?? []).map(
        (text) => `  ${WORDS[ui][expected]} (${language})${colon(ui)} ${text}`,
      ),
    ),
  );
}

function aboutRule({ meta, defaults }: Rule, ui: Language): string[] {
  const words = WORDS[ui];
  const options = Object.entries(defaults);
  return [
    `${meta.id}${colon(ui)} ${meta.title[ui]}`,
    `  ${meta.rationale[ui]}`,
    `  ${words.severity}${colon(ui)} ${meta.severity}${meta.floor ? `, ${words.floor} ${meta.floor}` : ''}; ${words.phase}${colon(ui)} ${meta.phase}`,
    ...(meta.needs ? [`  ${words.needs}${colon(ui)} ${meta.needs.join(', ')}`] : []),
    ...options.map(([name, value]) => `  ${name}: ${JSON.stringify(value)}  (${words.default})`),
    ...LANGUAGES.flatMap((language) => [
      ...meta.examples[language].valid.map(({ text }) => `  ${words.pass} (${language})${colon(ui)} ${text}`),
      ...meta.examples[language].invalid.map(({ text }) => `  ${words.fail} (${language})${colon(ui)} ${text}`),
    ]),
  ];
}

const MOST_PHRASES = 60;

function aboutPattern(line: string, language: Language, ui: Language): string[] {
  const words = WORDS[ui];
  try {
    const { phrases, count, clauses, place } = explainPattern(line, language, MOST_PHRASES);
    return [
      `${line} (${language})${colon(ui)} ${count} ${words.forms}`,
      ...listed(phrases, count, words.more),
      ...clauses.flatMap((clause) => [`  ${clause.name}:`, ...listed(clause.phrases, clause.count, words.more)]),
      ...(place ? [`  ${words.place}${colon(ui)} ${place}`] : []),
    ];
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const at = error.column + 1;
    throw new UsageError({
      en: `“${line}” is no article, no rule and no pattern: ${error.problem} at character ${at}.`,
      fr: `« ${line} » n’est ni un article, ni une règle, ni un motif : ${error.problem} au caractère ${at}.`,
    });
  }
}

function listed(phrases: readonly string[], count: number, more: string): string[] {
  const rest = count - phrases.length;
  return [...phrases.map((phrase) => `    ${phrase}`), ...(rest > 0 ? [`    … ${rest} ${more}`] : [])];
}
