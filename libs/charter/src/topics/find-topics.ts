import type { Language, Localised } from '#kernel';
import type { Report } from '../finding.js';
import { topicOf } from '../lexicons/by-language.js';
import { TOPIC_EXCEPTIONS } from '../lexicons/topic-exceptions.js';
import { type Hit, hitsOf, united } from '../patterns/hits.js';
import type { RuleContext } from '../rule.js';
import type { Subject } from '../subject.js';
import type { Span } from '../text/quotations.js';
import type { TopicOption, TopicsOptions } from './topic-option.js';

/** Messages of both rules on subjects are about `{words}` and a `{topic_..}` label. */
export const TOPIC_MESSAGE = 'topic';

/** What a text says of subjects that an article rules out, one report per subject. */
export function findTopics(
  { analysis, language, subject, options }: RuleContext<TopicsOptions>,
  widen: (span: Span) => Span = (span) => span,
): Report[] {
  return options.topics.flatMap((given): Report[] => {
    const option = typeof given === 'string' ? { id: given } : given;
    if (isExcepted(option, subject)) return [];
    const found = spansOf(option, language, (lines) => hitsOf(lines, language, analysis));
    if (!found) return [];
    const { spans, confidence } = found;
    const label = labelOf(option);
    return united(spans.map(widen)).map((span) => ({
      messageId: TOPIC_MESSAGE,
      data: { words: analysis.text.slice(span.start, span.end), topic_en: label.en, topic_fr: label.fr },
      span,
      confidence,
    }));
  });
}

function isExcepted({ exceptIn = [] }: TopicOption, { slotId, format }: Subject): boolean {
  return exceptIn.some((name) => name === slotId || name === format);
}

function labelOf({ id, label }: TopicOption): Localised {
  return label ?? topicOf(id, 'en')?.label ?? { en: id, fr: id };
}

type Find = (lines: readonly string[]) => readonly Hit[];

/** Strong lines alone, else two different weak ones; sentences that an exception covers do not count. */
function spansOf(
  option: TopicOption,
  language: Language,
  find: Find,
): { spans: Span[]; confidence: 'likely' | 'hint' } | null {
  const known = topicOf(option.id, language);
  const own = option[language] ?? {};
  const all = (lists: readonly (readonly string[] | undefined)[]): (readonly Hit[])[] =>
    lists.map((lines) => (lines ? find(lines) : []));
  const pardoned = pardonedSentences(option, language, find);
  const counts = ({ sentence }: Hit): boolean => !pardoned.has(sentence);
  const strong = all([known?.strong, own.strong]).flat().filter(counts);
  if (strong.length > 0) return { spans: united(strong), confidence: 'likely' };
  const weak = all([known?.weak, own.weak]).map((hits) => hits.filter(counts));
  const lines = new Set(weak.flatMap((hits, list) => hits.map(({ line }) => `${list}.${line}`)));
  const spans = united(weak.flat());
  return lines.size < 2 || spans.length < 2 ? null : { spans, confidence: 'hint' };
}

function pardonedSentences(
  { id, except = [], unless }: TopicOption,
  language: Language,
  find: Find,
): ReadonlySet<number> {
  const named = except.map((name) => TOPIC_EXCEPTIONS[name]?.lines[language]);
  const lists = [...named, topicOf(id, language)?.harmless, unless?.[language]];
  return new Set(lists.flatMap((lines) => (lines ? find(lines).map(({ sentence }) => sentence) : [])));
}
