import type { Localised } from '#kernel';
import type { PatternProblem } from '../patterns/pattern.js';

/** Why a line cannot be read, in the words of its author; `{found}` stands for what is there. */
export const PATTERN_REASONS: Readonly<Record<PatternProblem, Localised>> = {
  empty: { en: 'there is nothing to look for', fr: 'il n’y a rien à chercher' },
  unclosed_group: { en: 'this bracket is never closed: {found}', fr: 'cette parenthèse n’est jamais fermée : {found}' },
  unexpected: { en: '{found} has no place here', fr: '{found} n’a rien à faire ici' },
  unknown_class: { en: 'there is no kind of token <{found}>', fr: 'il n’y a pas d’élément <{found}>' },
  unknown_tag: {
    en: '{found} is no part of speech or form (@v @n @a, :inf :pp :imp :ger :fin)',
    fr: '{found} n’est ni une nature ni une forme (@v @n @a, :inf :pp :imp :ger :fin)',
  },
  not_a_verb: {
    en: '“{found}” is not an infinitive whose forms are known',
    fr: '« {found} » n’est pas un infinitif dont on connaît les formes',
  },
  gap_too_wide: { en: 'a gap goes from 0 to 8 tokens, not {found}', fr: 'un trou va de 0 à 8 mots, pas {found}' },
  prefix_too_short: {
    en: '{found} is too short: at least three letters stand before *',
    fr: '{found} est trop court : il faut au moins trois lettres avant *',
  },
  unclosed_quote: {
    en: 'this quotation mark is never closed: {found}',
    fr: 'ce guillemet n’est jamais fermé : {found}',
  },
  unknown_clause: {
    en: '“{found}” is none of unless, unless-here, unless-text, with, with-text, in',
    fr: '« {found} » n’est ni unless, ni unless-here, ni unless-text, ni with, ni with-text, ni in',
  },
  begins_with_gap: {
    en: 'it would be found anywhere: begin with a word',
    fr: 'elle se trouverait partout : commencez par un mot',
  },
  too_large: { en: 'it stands for more than {found} steps', fr: 'elle représente plus de {found} étapes' },
  too_deep: { en: 'brackets stand in brackets too often', fr: 'trop de parenthèses dans des parenthèses' },
};
