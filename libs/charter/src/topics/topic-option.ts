import type { Localised } from '#kernel';
import { TOPIC_IDS } from '../lexicons/by-language.js';
import { TOPIC_EXCEPTION_IDS } from '../lexicons/topic-exceptions.js';

/** Lines of a subject in one language: `strong` ones are a finding alone, two `weak` ones together a hint. */
export interface TopicLines {
  strong?: readonly string[];
  weak?: readonly string[];
}

/** A subject that an article rules out: one that we know by its id, one of the author's own, or both together. */
export interface TopicOption {
  /** With an id that we know, our lines count as well. */
  id: string;
  label?: Localised;
  /** Slots and formats in which it may be spoken of. */
  exceptIn?: readonly string[];
  /** Our names of exceptions, such as `seasonal-greetings`. */
  except?: readonly string[];
  fr?: TopicLines;
  en?: TopicLines;
  /** Lines that make a sentence harmless. */
  unless?: { fr?: readonly string[]; en?: readonly string[] };
}

export interface TopicsOptions {
  topics: readonly (string | TopicOption)[];
}

const lines = {
  type: 'array',
  maxItems: 500,
  items: { type: 'string', minLength: 1, maxLength: 300 },
  format: 'patterns',
};
const topicLines = {
  type: 'object',
  additionalProperties: false,
  properties: { strong: lines, weak: lines },
};
const text = { type: 'string', minLength: 1, maxLength: 200 };

/** JSON Schema of `topics`. */
export const topicsSchema = {
  type: 'array',
  maxItems: 50,
  items: {
    anyOf: [
      { type: 'string', enum: TOPIC_IDS },
      {
        type: 'object',
        additionalProperties: false,
        required: ['id'],
        properties: {
          id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,62}$' },
          label: {
            type: 'object',
            additionalProperties: false,
            required: ['en', 'fr'],
            properties: { en: text, fr: text },
          },
          exceptIn: { type: 'array', maxItems: 50, items: text },
          except: { type: 'array', items: { type: 'string', enum: TOPIC_EXCEPTION_IDS } },
          fr: topicLines,
          en: topicLines,
          unless: { type: 'object', additionalProperties: false, properties: { fr: lines, en: lines } },
        },
      },
    ],
  },
};
