import type { BrandVoice } from '../brand-voice.js';
import { SEVERITIES } from '../finding.js';
import type { Article, Charter } from './charter.js';
import type { ArticleSource, CharterSource, ListEdit } from './charter-source.js';

/** Something in a charter that cannot stand. */
export interface CharterProblem {
  /** JSON pointer into the source that is at fault (RFC 6901). */
  pointer: string;
  code:
    | 'article_incomplete'
    | 'article_twice'
    | 'locked_lowered'
    | 'locked_off'
    | 'locked_narrowed'
    | 'locked_rule'
    | 'locked_option'
    | 'list_expected';
  articleId: string;
}

/** Where each setting of each article comes from: the index of the source, by `<article id>/<setting>`. */
export type Origins = ReadonlyMap<string, number>;

export interface ResolvedCharter {
  charter: Charter;
  origins: Origins;
  problems: readonly CharterProblem[];
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
  const problems: CharterProblem[] = [];
  for (const [index, source] of sources.entries()) {
    const seen = new Set<string>();
    for (const [at, article] of source.articles.entries()) {
      const pointer = `/articles/${at}`;
      if (seen.has(article.id)) problems.push({ pointer, code: 'article_twice', articleId: article.id });
      else if (drafts.has(article.id)) problems.push(...change(drafts, article, pointer));
      else if (isWhole(article)) drafts.set(article.id, { ...article, options: article.options ?? {} });
      else problems.push({ pointer, code: 'article_incomplete', articleId: article.id });
      seen.add(article.id);
      for (const setting of settingsOf(article)) origins.set(`${article.id}/${setting}`, index);
    }
  }
  const articles = [...drafts.values()].filter(({ off }) => !off).map(toArticle);
  return { charter: { voice: voiceOf(sources), articles }, origins, problems };
}

function isWhole({ title, text, rule, severity }: ArticleSource): boolean {
  return title !== undefined && text !== undefined && rule !== undefined && severity !== undefined;
}

function settingsOf({ id: _, options = {}, ...settings }: ArticleSource): string[] {
  return [...Object.keys(settings), ...Object.keys(options).map((option) => `options/${option}`)];
}

function change(drafts: Map<string, Draft>, article: ArticleSource, pointer: string): CharterProblem[] {
  const inherited = drafts.get(article.id)!;
  const problems: CharterProblem[] = [];
  const refuse = (at: string, code: CharterProblem['code']): void =>
    void problems.push({ pointer: `${pointer}${at}`, code, articleId: article.id });
  const { options = {}, ...settings } = article;
  const changed: Draft = { ...inherited, ...settings, options: { ...inherited.options } };
  if (inherited.locked) keepLocked(inherited, article, changed, refuse);
  for (const [name, value] of Object.entries(options)) {
    const result = optionOf(inherited, name, value);
    if (typeof result === 'string') refuse(`/options/${name}`, result);
    else changed.options = { ...changed.options, [name]: result.value };
  }
  drafts.set(article.id, changed);
  return problems;
}

type Refuse = (at: string, code: CharterProblem['code']) => void;

/** What a locked article does not let go of is put back. */
function keepLocked(inherited: Draft, article: ArticleSource, changed: Draft, refuse: Refuse): void {
  changed.locked = true;
  if (article.off) {
    refuse('/off', 'locked_off');
    changed.off = inherited.off;
  }
  if (article.rule !== undefined && article.rule !== inherited.rule) {
    refuse('/rule', 'locked_rule');
    changed.rule = inherited.rule;
  }
  if (article.scope !== undefined) {
    refuse('/scope', 'locked_narrowed');
    changed.scope = inherited.scope;
  }
  if (article.severity && SEVERITIES.indexOf(article.severity) < SEVERITIES.indexOf(inherited.severity!)) {
    refuse('/severity', 'locked_lowered');
    changed.severity = inherited.severity;
  }
}

function optionOf(
  { options, locked }: Draft,
  name: string,
  value: unknown,
): { value: unknown } | Extract<CharterProblem['code'], 'list_expected' | 'locked_option'> {
  const edit = asListEdit(value);
  if (locked && !(edit && !edit.remove?.length)) return 'locked_option';
  if (!edit) return { value };
  const list = options[name] ?? [];
  if (!Array.isArray(list)) return 'list_expected';
  const gone = new Set((edit.remove ?? []).map((item) => JSON.stringify(item)));
  const kept = list.filter((item) => !gone.has(JSON.stringify(item)));
  const known = new Set(kept.map((item) => JSON.stringify(item)));
  return { value: [...kept, ...(edit.add ?? []).filter((item) => !known.has(JSON.stringify(item)))] };
}

function asListEdit(value: unknown): ListEdit | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => key === 'add' || key === 'remove') ? value : null;
}

function toArticle({ id, title, text, rule, options, severity, scope = {} }: Draft): Article {
  return { id, title: title!, text: text!, rule: rule!, options, severity: severity!, scope };
}

function voiceOf(sources: readonly CharterSource[]): BrandVoice {
  return sources.reduce<BrandVoice>(
    (voice, { voice: own = {}, name }) => ({ ...voice, ...own, name: own.name ?? name }),
    VOICE,
  );
}
