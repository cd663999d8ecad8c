import type { Language, Localised } from '#kernel';
import type { Report } from '../finding.js';
import { topicOf } from '../lexicons/by-language.js';
import { TOPIC_EXCEPTIONS } from '../lexicons/topic-exceptions.js';
import { groupLists, type Hit, hitsOfEach, type ListGroup, united } from '../patterns/hits.js';
import type { RuleContext } from '../rule.js';
import type { Subject } from '../subject.js';
import type { Span } from '../text/quotations.js';
import type { TopicOption, TopicsOptions } from './topic-option.js';

/** Message of both rules on subjects: about `{words}` and `{topic_en}` or `{topic_fr}`. */
const TOPIC_MESSAGE = 'topic';

/** What a text says of subjects that an article rules out; `widen` makes more of a place than its very words. */
export function findTopics(
  { analysis, language, subject, options }: RuleContext<TopicsOptions>,
  widen: (span: Span) => Span = (span) => span,
): Report[] {
  const { topics, group } = preparedFor(options, language);
  const hits = hitsOfEach(group, analysis);
  if (!hits) return [];
  return topics.flatMap((topic): Report[] => {
    if (isSilent(topic, hits) || isExcepted(topic.option, subject)) return [];
    const found = spansOf(topic, hits.slice(topic.from, topic.to));
    if (!found) return [];
    return united(found.spans.map(widen)).map((span) => ({
      messageId: TOPIC_MESSAGE,
      data: {
        words: analysis.text.slice(span.start, span.end),
        topic_en: topic.label.en,
        topic_fr: topic.label.fr,
      },
      span,
      confidence: found.confidence,
    }));
  });
}

/** The lists of an article on subjects. */
export function listsOfTopics(options: TopicsOptions, language: Language): ListGroup {
  return preparedFor(options, language).group;
}

/** A subject and its part of the article’s lists. */
interface PreparedTopic {
  option: TopicOption;
  label: Localised;
  from: number;
  to: number;
  /** Of these lists, in their order: how many are strong, then weak; the rest pardons. */
  strong: number;
  weak: number;
}

/** The subjects of an article, their lists looked for together. */
interface Prepared {
  topics: readonly PreparedTopic[];
  group: ListGroup;
}

const prepared = new WeakMap<TopicsOptions, Partial<Record<Language, Prepared>>>();

function preparedFor(options: TopicsOptions, language: Language): Prepared {
  const known = prepared.get(options) ?? {};
  prepared.set(options, known);
  return (known[language] ??= prepare(options, language));
}

function prepare({ topics: given }: TopicsOptions, language: Language): Prepared {
  const lists: (readonly string[])[] = [];
  const topics = given.map((option): PreparedTopic => {
    const { lines, ...topic } = prepareTopic(typeof option === 'string' ? { id: option } : option, language);
    const from = lists.length;
    lists.push(...lines);
    return { ...topic, from, to: lists.length };
  });
  return { topics, group: groupLists(lists, language) };
}

function prepareTopic(
  option: TopicOption,
  language: Language,
): Omit<PreparedTopic, 'from' | 'to'> & { lines: readonly (readonly string[])[] } {
  const known = topicOf(option.id, language);
  const own = option[language] ?? {};
  const exceptions = (option.except ?? []).map((name) => TOPIC_EXCEPTIONS[name]?.lines[language]);
  const strong = present([known?.strong, own.strong]);
  const weak = present([known?.weak, own.weak]);
  const pardons = present([...exceptions, known?.harmless, option.unless?.[language]]);
  return {
    option,
    label: option.label ?? topicOf(option.id, 'en')?.label ?? { en: option.id, fr: option.id },
    lines: [...strong, ...weak, ...pardons],
    strong: strong.length,
    weak: weak.length,
  };
}

function present(lists: readonly (readonly string[] | undefined)[]): (readonly string[])[] {
  return lists.filter((lines) => lines !== undefined);
}

function isSilent({ from, to }: PreparedTopic, hits: readonly (readonly Hit[])[]): boolean {
  for (let at = from; at < to; at++) if (hits[at]!.length > 0) return false;
  return true;
}

function isExcepted({ exceptIn = [] }: TopicOption, { slotId, format }: Subject): boolean {
  return exceptIn.some((name) => name === slotId || name === format);
}

/** Strong lines alone, else two different weak ones; sentences that an exception covers do not count. */
function spansOf(
  { strong, weak }: PreparedTopic,
  hits: readonly (readonly Hit[])[],
): { spans: Span[]; confidence: 'likely' | 'hint' } | null {
  const pardoned = new Set(hits.slice(strong + weak).flatMap((list) => list.map(({ sentence }) => sentence)));
  const counts = ({ sentence }: Hit): boolean => !pardoned.has(sentence);
  const sure = hits.slice(0, strong).flat().filter(counts);
  if (sure.length > 0) return { spans: united(sure), confidence: 'likely' };
  const hints = hits.slice(strong, strong + weak).map((list) => list.filter(counts));
  const lines = new Set(hints.flatMap((list, index) => list.map(({ line }) => `${index}.${line}`)));
  const spans = united(hints.flat());
  return lines.size < 2 || spans.length < 2 ? null : { spans, confidence: 'hint' };
}
