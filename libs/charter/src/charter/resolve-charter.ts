import type { BrandVoice } from '../brand-voice.js';
import { SEVERITIES } from '../finding.js';
import type { Article, Charter } from './charter.js';
import type { ArticleSource, CharterSource, ListEdit } from './charter-source.js';
import { below } from './pointer.js';
import { type CharterProblem, problem, type ProblemCode } from './problem.js';
import { missingParts } from './read-charter.js';

/** What is wrong, and in which of the sources. */
export interface SourceProblem extends CharterProblem {
  source: number;
}

/** Where each setting of each article comes from: the index of the source, by `<article id>/<setting>`. */
export type Origins = ReadonlyMap<string, number>;

export interface ResolvedCharter {
  charter: Charter;
  origins: Origins;
  problems: readonly SourceProblem[];
}

const VOICE: BrandVoice = {
  name: '',
  languages: ['fr', 'en'],
  address: { fr: 'any', en: 'any' },
  competitors: [],
  competitorHandles: [],
  contacts: { phones: [], emails: [], domains: [], addresses: [] },
  privateChannels: null,
  acronyms: [],
};

interface Draft extends ArticleSource {
  options: Readonly<Record<string, unknown>>;
}

/**
 * Sources from the most general to the most particular, each on top of those before: the last writer of a setting wins,
 * lists are added to and removed from, locked articles are only made stricter. With problems the charter holds what
 * remains without the settings at fault.
 */
export function resolveCharter(sources: readonly CharterSource[]): ResolvedCharter {
  const drafts = new Map<string, Draft>();
  const origins = new Map<string, number>();
  const problems: SourceProblem[] = [];
  for (const [index, source] of sources.entries()) {
    const own = new Set<string>();
    for (const [at, article] of source.articles.entries()) {
      const found = settle(drafts, own, article, `/articles/${at}`);
      problems.push(...found.map((one) => ({ ...one, source: index })));
      for (const setting of settingsOf(article)) origins.set(`${article.id}/${setting}`, index);
    }
  }
  const articles = [...drafts.values()].filter(({ off }) => !off).map(toArticle);
  return { charter: { voice: voiceOf(sources), articles }, origins, problems };
}

/** Takes one article in; `own` are those that its source has already spoken of. */
function settle(
  drafts: Map<string, Draft>,
  own: Set<string>,
  article: ArticleSource,
  pointer: string,
): CharterProblem[] {
  const { id } = article;
  if (own.has(id)) return [problem('article_twice', `${pointer}/id`, id, { id })];
  own.add(id);
  if (drafts.has(id)) return change(drafts, article, pointer);
  const missing = missingParts(article);
  if (missing.length > 0) return [problem('article_incomplete', pointer, id, { id, missing: missing.join(', ') })];
  const { options, problems } = optionsOf({}, article, pointer);
  drafts.set(id, { ...article, options });
  return problems;
}

function settingsOf({ id: _, options = {}, ...settings }: ArticleSource): string[] {
  return [...Object.keys(settings), ...Object.keys(options).map((option) => `options/${option}`)];
}

function change(drafts: Map<string, Draft>, article: ArticleSource, pointer: string): CharterProblem[] {
  const inherited = drafts.get(article.id)!;
  const problems: CharterProblem[] = [];
  const refuse: Refuse = (setting, code) =>
    void problems.push(problem(code, below(pointer, setting), article.id, { id: article.id }));
  const changed: Draft = { ...inherited, ...article, options: inherited.options };
  if (inherited.locked) keepLocked(inherited, article, changed, refuse);
  const base = changed.rule === inherited.rule ? inherited.options : {};
  const { options, problems: inOptions } = optionsOf(base, article, pointer, inherited.locked);
  drafts.set(article.id, { ...changed, options });
  return [...problems, ...inOptions];
}

type Refuse = (setting: keyof ArticleSource, code: ProblemCode) => void;

/** What a locked article does not let go of is put back. */
function keepLocked(inherited: Draft, article: ArticleSource, changed: Draft, refuse: Refuse): void {
  changed.locked = true;
  if (article.off) {
    refuse('off', 'locked_off');
    changed.off = inherited.off;
  }
  if (article.rule !== undefined && article.rule !== inherited.rule) {
    refuse('rule', 'locked_rule');
    changed.rule = inherited.rule;
  }
  if (article.scope !== undefined) {
    refuse('scope', 'locked_narrowed');
    changed.scope = inherited.scope;
  }
  if (article.severity && SEVERITIES.indexOf(article.severity) < SEVERITIES.indexOf(inherited.severity!)) {
    refuse('severity', 'locked_lowered');
    changed.severity = inherited.severity;
  }
  if (article.waivable && !inherited.waivable) {
    refuse('waivable', 'locked_waivable');
    changed.waivable = inherited.waivable;
  }
}

/** Options on top of inherited ones; those at fault stay as they were. */
function optionsOf(
  base: Draft['options'],
  { id, options: written = {} }: ArticleSource,
  pointer: string,
  locked = false,
): { options: Draft['options']; problems: CharterProblem[] } {
  const problems: CharterProblem[] = [];
  const options = new Map(Object.entries(base));
  for (const [name, value] of Object.entries(written)) {
    const result = optionOf(options.get(name), value, locked);
    if (result.code) problems.push(problem(result.code, below(pointer, 'options', name), id, { id, name }));
    else options.set(name, result.value);
  }
  return { options: Object.fromEntries(options), problems };
}

function optionOf(
  inherited: unknown,
  value: unknown,
  locked: boolean,
): { code: ProblemCode } | { code: null; value: unknown } {
  const edit = asListEdit(value);
  if (locked && !(edit && !edit.remove?.length)) return { code: 'locked_option' };
  if (!edit) return { code: null, value };
  const list = inherited ?? [];
  if (!Array.isArray(list)) return { code: 'list_expected' };
  const gone = new Set((edit.remove ?? []).map((item) => JSON.stringify(item)));
  const kept = list.filter((item) => !gone.has(JSON.stringify(item)));
  const known = new Set(kept.map((item) => JSON.stringify(item)));
  return { code: null, value: [...kept, ...(edit.add ?? []).filter((item) => !known.has(JSON.stringify(item)))] };
}

function asListEdit(value: unknown): ListEdit | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === 'add' || key === 'remove') ? value : null;
}

function toArticle({ id, title, text, rule, options, severity, scope = {}, waivable, examples }: Draft): Article {
  return {
    ...{ id, title: title!, text: text!, rule: rule!, options, severity: severity!, scope },
    ...(waivable === undefined ? {} : { waivable }),
    ...(examples === undefined ? {} : { examples }),
  };
}

function voiceOf(sources: readonly CharterSource[]): BrandVoice {
  return sources.reduce<BrandVoice>(
    (voice, { voice: own = {}, name }) => ({
      ...voice,
      ...own,
      name: own.name ?? name,
      address: { ...voice.address, ...own.address },
      contacts: { ...voice.contacts, ...own.contacts },
    }),
    VOICE,
  );
}
