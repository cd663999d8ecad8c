import { describeError, type Language, type Localised, toLocalTime } from '#kernel';
import { type Assumption, parsePhrase, parseRecurrence, type Recurrence, type RefusedPhrase } from '#recurrence';
import { Refusal } from '../http/index.js';
import type { PreviewRecurrenceRequest } from './recurrence.requests.js';

interface ResolvedPreview {
  recurrence: Recurrence;
  assumptions: Assumption[];
}

/**
 * The recurrence that is asked about: the one sent, or the one that `text` means for somebody at the instant `first`.
 * @throws Refusal `request.invalid` unless exactly one is sent, the codes of `parseRecurrence` and of `parsePhrase`.
 */
export function resolvePreview(request: PreviewRecurrenceRequest, first: Date): ResolvedPreview {
  const { recurrence, text, timezone } = request;
  if (text === undefined) {
    if (timezone !== undefined) throw refuseField('/timezone', ONLY_WITH_TEXT);
    if (!recurrence) throw refuseField('/recurrence', null);
    return { recurrence: parseRecurrence(recurrence), assumptions: [] };
  }
  if (recurrence) throw refuseField('/text', ONE_OF_BOTH);
  if (timezone === undefined) throw refuseField('/timezone', null);
  const phrase = parsePhrase(text, { timezone, startsFrom: toLocalTime(first, timezone) });
  if (phrase.kind === 'refused') throw refusePhrase(phrase);
  return { recurrence: parseRecurrence(phrase.recurrence), assumptions: phrase.assumptions };
}

const ONE_OF_BOTH: Localised = {
  en: 'send `recurrence` or `text`, not both',
  fr: 'envoyez `recurrence` ou `text`, pas les deux',
};
const ONLY_WITH_TEXT: Localised = {
  en: 'it goes with `text`; a rule has its own',
  fr: 'il accompagne `text` ; une règle a le sien',
};

/** Without a reason the field is missing. */
function refuseField(pointer: string, reason: Localised | null): Refusal {
  const field = reason
    ? ({ pointer, code: 'field.invalid', reason } as const)
    : ({ pointer, code: 'field.required' } as const);
  return new Refusal('request.invalid', { fields: [field] });
}

function refusePhrase(phrase: RefusedPhrase): Refusal {
  const { code, part, reason, suggestion } = phrase;
  return new Refusal(code, {
    params: { part },
    fields: [{ pointer: '/text', code, params: { part }, reason }],
    detail: { en: explain(phrase, 'en'), fr: explain(phrase, 'fr') },
    extensions: { part, suggestion },
  });
}

const TRY: Localised = { en: 'Try “{phrase}”.', fr: 'Essayez « {phrase} ».' };
const NO_DATE: Localised = { en: '“{part}”: {reason}.', fr: '« {part} » : {reason}.' };

function explain({ code, part, reason, suggestion }: RefusedPhrase, language: Language): string {
  const params = { part, reason: reason[language] };
  // The catalogue's wording for a rule without dates knows no phrase.
  const why =
    code === 'slot.rrule_never_occurs'
      ? NO_DATE[language].replace('{part}', () => part).replace('{reason}', params.reason)
      : describeError(code, params, language);
  return `${why} ${TRY[language].replace('{phrase}', suggestion[language])}`;
}
