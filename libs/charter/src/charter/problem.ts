import type { Localised } from '#kernel';

/** What each problem says; `{name}` stands for data. */
const MESSAGES = {
  too_deep: {
    en: 'This is nested more than {limit} levels deep.',
    fr: 'Ceci est imbriqué sur plus de {limit} niveaux.',
  },
  too_large: {
    en: 'The charter is too large: more than {limit} {unit_en}.',
    fr: 'La charte est trop grande : plus de {limit} {unit_fr}.',
  },
  wrong_type: { en: 'Expected here: {expected_en}.', fr: 'Attendu ici : {expected_fr}.' },
  unknown_property: {
    en: '“{name}” means nothing here.{nearest_en}',
    fr: '« {name} » ne veut rien dire ici.{nearest_fr}',
  },
  missing_property: { en: '“{name}” is missing.', fr: 'Il manque « {name} ».' },
  not_allowed_value: {
    en: '“{value}” is not one of: {allowed}.',
    fr: '« {value} » ne fait pas partie de : {allowed}.',
  },
  too_long: { en: 'Longer than {limit} characters.', fr: 'Plus de {limit} caractères.' },
  too_short: { en: 'Shorter than {limit} characters.', fr: 'Moins de {limit} caractères.' },
  too_many: { en: 'More than {limit} of them.', fr: 'Il y en a plus de {limit}.' },
  too_few: { en: 'At least {limit} of them.', fr: 'Il en faut au moins {limit}.' },
  too_high: { en: 'At most {limit}.', fr: '{limit} au plus.' },
  too_low: { en: 'At least {limit}.', fr: '{limit} au moins.' },
  bad_format: {
    en: '“{value}” is not written as it should be ({pattern}).',
    fr: '« {value} » n’est pas écrit comme il faut ({pattern}).',
  },
  rule_unknown: { en: 'There is no rule “{name}”.{nearest_en}', fr: 'Il n’y a pas de règle « {name} ».{nearest_fr}' },
  pattern_invalid: {
    en: 'This line cannot be read, at character {column}: {reason_en}.',
    fr: 'Cette ligne ne se lit pas, au caractère {column} : {reason_fr}.',
  },
  below_floor: {
    en: '“{rule}” is at least “{floor}”, whatever an article says.',
    fr: '« {rule} » vaut au moins « {floor} », quoi qu’en dise un article.',
  },
  article_twice: { en: 'There is already an article “{id}”.', fr: 'Il y a déjà un article « {id} ».' },
  article_incomplete: {
    en: 'Nothing is inherited under “{id}”: a new article needs title, text, rule and severity. Missing: {missing}.',
    fr: 'Rien n’est hérité sous « {id} » : un nouvel article veut title, text, rule et severity. Il manque : {missing}.',
  },
  locked_lowered: {
    en: '“{id}” is locked: it may become stricter, not milder.',
    fr: '« {id} » est verrouillé : il peut devenir plus strict, pas plus souple.',
  },
  locked_off: { en: '“{id}” is locked: it holds here too.', fr: '« {id} » est verrouillé : il vaut ici aussi.' },
  locked_narrowed: {
    en: '“{id}” is locked: where it holds is not for this charter to say.',
    fr: '« {id} » est verrouillé : ce n’est pas à cette charte de dire où il vaut.',
  },
  locked_rule: {
    en: '“{id}” is locked: it keeps its rule.',
    fr: '« {id} » est verrouillé : il garde sa règle.',
  },
  locked_option: {
    en: '“{id}” is locked: its lists may be added to, nothing else changes.',
    fr: '« {id} » est verrouillé : on peut ajouter à ses listes, rien d’autre ne change.',
  },
  locked_waivable: {
    en: '“{id}” is locked: nobody here may let its findings pass.',
    fr: '« {id} » est verrouillé : personne ici ne peut déroger à ses signalements.',
  },
  list_expected: {
    en: '“{name}” is no list: it cannot be added to. Give it a value.',
    fr: '« {name} » n’est pas une liste : on ne peut rien y ajouter. Donnez-lui une valeur.',
  },
  example_passes: {
    en: 'This example should be found by “{id}”, and is not: “{text}”.',
    fr: 'Cet exemple devrait être signalé par « {id} », et ne l’est pas : « {text} ».',
  },
  example_fails: {
    en: 'This example should pass “{id}”, and does not (“{found}”): “{text}”.',
    fr: 'Cet exemple devrait passer « {id} », et ne passe pas (« {found} ») : « {text} ».',
  },
  examples_missing: {
    en: '“{id}” has words of its own in {language_en}: give it at least {limit} texts that pass and {limit} that fail in that language.',
    fr: '« {id} » a ses propres mots en {language_fr} : donnez-lui au moins {limit} textes qui passent et {limit} qui ne passent pas dans cette langue.',
  },
} as const satisfies Record<string, Localised>;

export type ProblemCode = keyof typeof MESSAGES;

/** Something in a charter that cannot stand, and what to do about it. */
export interface CharterProblem {
  /** JSON pointer into the source that is at fault (RFC 6901). */
  pointer: string;
  code: ProblemCode;
  articleId: string | null;
  message: Localised;
}

export type ProblemData = Readonly<Record<string, string | number>>;

export function problem(
  code: ProblemCode,
  pointer: string,
  articleId: string | null,
  data: ProblemData = {},
): CharterProblem {
  const { en, fr } = MESSAGES[code];
  return { pointer, code, articleId, message: { en: filled(en, data), fr: filled(fr, data) } };
}

function filled(text: string, data: ProblemData): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(data[name] ?? whole));
}
