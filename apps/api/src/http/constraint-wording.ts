import type { Localised } from '#kernel';

type Wording = (args: readonly unknown[]) => Localised;

const list = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : String(value));
const fixed =
  (en: string, fr: string): Wording =>
  () => ({ en, fr });

/** What class-validator's own constraints ask for, in words that complete “this value is not acceptable: …”. */
const WORDINGS: Readonly<Record<string, Wording>> = {
  isString: fixed('it must be text', 'un texte est attendu'),
  isInt: fixed('it must be a whole number', 'un nombre entier est attendu'),
  isNumber: fixed('it must be a number', 'un nombre est attendu'),
  isBoolean: fixed('it must be true or false', 'true ou false est attendu'),
  isArray: fixed('it must be a list', 'une liste est attendue'),
  isObject: fixed('it must be an object', 'un objet est attendu'),
  isNotEmpty: fixed('it must not be empty', 'il ne peut être vide'),
  isNotEmptyObject: fixed('it must not be empty', 'il ne peut être vide'),
  nestedValidation: fixed('it must be an object', 'un objet est attendu'),
  isUrl: fixed('it must be a web address', 'une adresse web est attendue'),
  isEmail: fixed('it must be an e-mail address', 'une adresse électronique est attendue'),
  arrayUnique: fixed('its members must differ', 'ses éléments doivent être distincts'),
  arrayNotEmpty: fixed('it must not be empty', 'elle ne peut être vide'),
  isIn: ([values]) => ({ en: `it must be one of ${list(values)}`, fr: `valeurs possibles : ${list(values)}` }),
  isEnum: ([, values]) => ({ en: `it must be one of ${list(values)}`, fr: `valeurs possibles : ${list(values)}` }),
  min: ([limit]) => ({ en: `it must be at least ${String(limit)}`, fr: `au moins ${String(limit)}` }),
  max: ([limit]) => ({ en: `it must be at most ${String(limit)}`, fr: `au plus ${String(limit)}` }),
  minLength: ([limit]) => ({
    en: `it must have at least ${String(limit)} characters`,
    fr: `au moins ${String(limit)} caractères`,
  }),
  isLength: ([least, most]) => ({
    en: `it must have ${String(least)} to ${String(most ?? '…')} characters`,
    fr: `de ${String(least)} à ${String(most ?? '…')} caractères`,
  }),
  arrayMinSize: ([limit]) => ({
    en: `it must have at least ${String(limit)} members`,
    fr: `au moins ${String(limit)} éléments`,
  }),
  arrayMaxSize: ([limit]) => ({
    en: `it must have at most ${String(limit)} members`,
    fr: `au plus ${String(limit)} éléments`,
  }),
  matches: ([pattern]) => ({
    en: `it must match ${String(pattern)}`,
    fr: `elle doit suivre le modèle ${String(pattern)}`,
  }),
};

/** Why the constraint `name` with these arguments refuses a value; `said` is what the constraint says itself. */
export function wordConstraint(name: string, args: readonly unknown[], said: string): Localised {
  return WORDINGS[name]?.(args) ?? { en: said, fr: `contrainte ${name} non respectée` };
}
