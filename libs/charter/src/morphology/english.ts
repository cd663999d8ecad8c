import { IRREGULAR_NOUNS, IRREGULAR_VERBS } from './english-irregular.js';
import type { VerbForms } from './verb-forms.js';

const VERBS = new Map(
  IRREGULAR_VERBS.trim()
    .split('\n')
    .map((line) => {
      const [lemma, past, participle] = line.trim().split(/\s+/);
      return [lemma!, { past: past!.split('/'), participle: (participle ?? past!).split('/') }] as const;
    }),
);
const NOUNS = new Map(
  IRREGULAR_NOUNS.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/) as [string, string]),
);

/** A last syllable that is stressed doubles its consonant; of longer verbs, these do. */
const STRESSED_END =
  /(?:admit|begin|commit|compel|confer|control|defer|equip|excel|forget|infer|omit|patrol|permit|prefer|propel|rebel|refer|regret|submit|transfer|transmit|upset|unwrap|kidnap|worship|outfit|handicap|format)$/;
/** British spelling doubles an l whatever the stress; both spellings are met. */
const DOUBLE_L = /[^aeiou][aeiou]l$/;

const BE: VerbForms = {
  inf: ['be'],
  pp: ['been'],
  imp: ['be'],
  ger: ['being'],
  fin: ['am', "'m", 'are', "'re", 'is', "'s", 'was', 'were'],
};

/** All forms of an English verb. After Quirk et al., A Comprehensive Grammar of the English Language, 3.5-3.20. */
export function englishVerb(lemma: string): VerbForms {
  if (lemma === 'be') return BE;
  const irregular = VERBS.get(lemma) ?? prefixed(lemma);
  const stems = doubled(lemma);
  const regular = stems.map((stem) => (stem.endsWith('e') ? `${stem}d` : `${withI(stem)}ed`));
  const past = irregular?.past ?? regular;
  return {
    inf: [lemma],
    pp: irregular?.participle ?? regular,
    imp: [lemma],
    ger: stems.map((stem) => `${beforeIng(stem)}ing`),
    fin: [...new Set([lemma, thirdPerson(lemma), ...past])],
  };
}

/** outsell, rewrite, undo, overcome. */
function prefixed(lemma: string): { past: string[]; participle: string[] } | undefined {
  const match = /^(out|over|re|un|under|mis|fore|with|be|up)(.{2,})$/.exec(lemma);
  const base = match && VERBS.get(match[2]!);
  if (!base || !match) return undefined;
  const on = (form: string): string => match[1]! + form;
  return { past: base.past.map(on), participle: base.participle.map(on) };
}

function thirdPerson(lemma: string): string {
  if (lemma === 'have') return 'has';
  if (lemma === 'do' || lemma === 'go' || /(?:undo|redo|outdo|overdo|forgo|undergo)$/.test(lemma)) return `${lemma}es`;
  return englishPlural(lemma);
}

function doubled(lemma: string): string[] {
  const twice = lemma + lemma.at(-1)!;
  if (/^[^aeiou]*(?:qu)?[aeiou][bdfglmnprtvz]$/.test(lemma) || STRESSED_END.test(lemma)) return [twice];
  return DOUBLE_L.test(lemma) ? [lemma, twice] : [lemma];
}

function withI(stem: string): string {
  return /[^aeiou]y$/.test(stem) ? `${stem.slice(0, -1)}i` : stem;
}

function beforeIng(stem: string): string {
  if (stem.endsWith('ie')) return `${stem.slice(0, -2)}y`;
  return /[^eoy]e$/.test(stem) ? stem.slice(0, -1) : stem;
}

/** Singular, plural and, of words for people and things alike, what the possessive stands on. */
export function englishNoun(noun: string): string[] {
  return [...new Set([noun, NOUNS.get(noun) ?? englishPlural(noun)])];
}

function englishPlural(word: string): string {
  if (/(?:s|x|z|ch|sh)$/.test(word)) return `${word}es`;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:^(?:potato|tomato|hero|echo|veto|torpedo|embargo|mango|volcano)$)/.test(word)) return `${word}es`;
  return `${word}s`;
}

const COMPARED: Readonly<Record<string, readonly string[]>> = {
  good: ['good', 'better', 'best'],
  bad: ['bad', 'worse', 'worst'],
  far: ['far', 'farther', 'farthest', 'further', 'furthest'],
  little: ['little', 'less', 'least'],
};

/** Positive, comparative and superlative; of long adjectives, which take more and most, the first alone. */
export function englishAdjective(adjective: string): string[] {
  if (COMPARED[adjective]) return [...COMPARED[adjective]];
  const syllables = adjective.match(/[aeiouy]+/g)?.length ?? 0;
  if (
    syllables > 2 ||
    (syllables === 2 && !/(?:y|le|ow|er)$/.test(adjective) && !/^[^aeiou]*[aeiou][^aeiou]+e$/.test(adjective))
  )
    return [adjective];
  const stem = /^[^aeiou]*[aeiou][bdgmnprt]$/.test(adjective) ? adjective + adjective.at(-1)! : withI(adjective);
  const base = stem.endsWith('e') ? stem.slice(0, -1) : stem;
  return [adjective, `${base}er`, `${base}est`];
}
