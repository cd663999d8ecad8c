import { type Language, LANGUAGES, type Localised, type LocalTime, type Zone } from '#kernel';
import { describeRule } from '../describe/describe-recurrence.js';
import { parseRecurrence } from '../parse-recurrence.js';
import type { RecurrenceInput } from '../recurrence.js';
import { type Assumption, wordAssumption } from './assumptions.js';
import { resolveTime } from './clauses/time.js';
import { ENGLISH_VOCABULARY } from './english.js';
import { FRENCH_VOCABULARY } from './french.js';
import { buildLexicon, type Lexicon } from './lexicon.js';
import { placeDraft } from './place-draft.js';
import type { Reading } from './draft.js';
import { readDraft } from './read-draft.js';
import { type PhraseRefusalCode, type Reason, REASONS, Refused } from './refuse.js';
import { readTerms, type Term } from './terms.js';
import { tokenise } from './tokens.js';

export const MAX_PHRASE_LENGTH = 200;

export interface PhraseContext {
  timezone: Zone;
  /** The wall clock from which on dates are looked for, usually now. */
  startsFrom: LocalTime;
  /** The language to try first, and to settle a phrase that both could mean; both are tried in any case. */
  language?: Language;
}

export interface ParsedPhrase {
  kind: 'parsed';
  /** `startsAt` is the first date of the rule from `startsFrom` on, or from the start that the phrase names. */
  recurrence: RecurrenceInput;
  language: Language;
  assumptions: Assumption[];
}

export interface RefusedPhrase {
  kind: 'refused';
  code: PhraseRefusalCode;
  /** The words concerned, as they were written. */
  part: string;
  /** Why, as part of a sentence. */
  reason: Localised;
  /** A phrase that is understood, near to what was written where that can be told. */
  suggestion: Localised;
  language: Language;
}

/**
 * Reads what people write ("every other Tuesday at 9", « le dernier vendredi du mois à 18h ») into a recurrence. What
 * has several meanings is refused; what custom supplies is listed in `assumptions`. Takes at most
 * `MAX_PHRASE_LENGTH` characters, in time linear in their number.
 */
export function parsePhrase(text: string, context: PhraseContext): ParsedPhrase | RefusedPhrase {
  const order = context.language === 'fr' ? (['fr', 'en'] as const) : LANGUAGES;
  const attempts = order.map((language) => attempt(text, language, context));
  const parsed = attempts.flatMap(({ answer }) => (answer.kind === 'parsed' ? [answer] : []));
  const [best, other] = parsed.sort((a, b) => corrections(a) - corrections(b));
  if (!best) return nearest(attempts).answer;
  const undecided = attempts.find(({ reason, strange }) => reason === 'day_month_order' && strange === 0);
  if (undecided && context.language === undefined) return undecided.answer;
  const alike = !other || corrections(other) > corrections(best) || sameRecurrence(best, other);
  if (alike || context.language !== undefined) return best;
  const refused = new Refused('recurrence.phrase_ambiguous', 'two_languages', null);
  return toRefusal(refused, text, best.language, describeRule(parseRecurrence(best.recurrence)));
}

const LEXICONS: Readonly<Record<Language, Lexicon>> = {
  en: buildLexicon(ENGLISH_VOCABULARY),
  fr: buildLexicon(FRENCH_VOCABULARY),
};

interface Attempt {
  answer: ParsedPhrase | RefusedPhrase;
  /** Terms that the language does not know as they were written. */
  strange: number;
  reason: Reason | null;
}

function attempt(text: string, language: Language, context: PhraseContext): Attempt {
  const terms = text.length > MAX_PHRASE_LENGTH ? [] : readTerms(tokenise(text), LEXICONS[language]);
  const strange = terms.filter(({ known, readAs }) => !known || readAs !== null).length;
  try {
    if (terms.length === 0) throw nothingToRead(text);
    return { answer: parseTerms(terms, language, context), strange, reason: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const answer = toRefusal(error, text, language, suggest(error, terms, language, context));
    return { answer, strange, reason: error.reason };
  }
}

function nothingToRead(text: string): Refused {
  const reason = text.length > MAX_PHRASE_LENGTH ? 'too_long' : 'empty';
  return new Refused('recurrence.phrase_not_understood', reason, null);
}

function parseTerms(terms: readonly Term[], language: Language, context: PhraseContext): ParsedPhrase {
  const reading = readDraft(terms, LEXICONS[language], false);
  const recurrence = placeDraft(reading, context.timezone, context.startsFrom);
  const readAs = terms.flatMap((term) => (term.readAs === null ? [] : [term.readAs])).join(', ');
  const spelling = readAs === '' ? [] : [{ code: 'spelling' as const, value: { en: readAs, fr: readAs } }];
  return {
    kind: 'parsed',
    recurrence,
    language,
    assumptions: [...spelling, ...reading.draft.assumptions].map(wordAssumption),
  };
}

const corrections = ({ assumptions }: ParsedPhrase): number =>
  assumptions.filter(({ code }) => code === 'spelling').length;

function sameRecurrence(a: ParsedPhrase, b: ParsedPhrase): boolean {
  return JSON.stringify(a.recurrence) === JSON.stringify(b.recurrence);
}

/** The refusal in the language that knows most of the words, or else makes most of them. */
function nearest(attempts: readonly Attempt[]): Attempt {
  return [...attempts].sort((a, b) => a.strange - b.strange || lost(a) - lost(b))[0]!;
}

const lost = ({ answer }: Attempt): number =>
  answer.kind === 'refused' && answer.code === 'recurrence.phrase_not_understood' ? 1 : 0;

const SHOWN = 60;

function toRefusal(refused: Refused, text: string, language: Language, suggestion: Localised): RefusedPhrase {
  const whole = text.trim();
  const part = refused.span ? text.slice(refused.span.start, refused.span.end) : whole;
  return {
    kind: 'refused',
    code: refused.code,
    part: part.length > SHOWN ? `${part.slice(0, SHOWN)}…` : part,
    reason: REASONS[refused.reason],
    suggestion,
    language,
  };
}

/** A phrase that would do: the reading that was named, or what is left without the words refused, or an example. */
function suggest(refused: Refused, terms: readonly Term[], language: Language, context: PhraseContext): Localised {
  const { span, rrule } = refused;
  const rest = terms.filter(({ start, end }) => !span || end <= span.start || start >= span.end);
  const reading = orNull(() => readDraft(rest, LEXICONS[language], true));
  if (rrule === null && span && reading) {
    const near = orNull(() => placeDraft(reading, context.timezone, context.startsFrom));
    const phrase = near && describeRule(parseRecurrence(near));
    if (phrase && LANGUAGES.every((each) => isUnderstood(phrase[each], each, context))) return phrase;
  }
  const example = refused.code === 'recurrence.too_frequent' ? 'FREQ=DAILY' : 'FREQ=WEEKLY;BYDAY=MO';
  return describeRule(parseRecurrence({ startsAt: exampleStart(reading), timezone: 'UTC', rrule: rrule ?? example }));
}

/** Not every rule that a phrase can give has a sentence that the grammar takes back. */
function isUnderstood(text: string, language: Language, context: PhraseContext): boolean {
  return orNull(() => parseTerms(readTerms(tokenise(text), LEXICONS[language]), language, context)) !== null;
}

/** Any day, at the time that the phrase gives. */
function exampleStart(reading: Reading | null): LocalTime {
  const { hour, minute } = (reading && orNull(() => resolveTime(reading))) ?? { hour: 9, minute: 0 };
  return `2026-01-01T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Refused) return null;
    throw error;
  }
}
