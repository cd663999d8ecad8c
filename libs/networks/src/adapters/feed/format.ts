import type { JsonObject, PublishPlan, RenderedPost } from '../../contract.js';
import { type MediaWire, mediaWire, type PollWire, pollWire } from '../../plan-wire.js';
import { titleFromText } from '../../shaping/title.js';

/** What an entry is made of, as stored with it. All texts are plain: markup in them is shown, not interpreted. */
export type FeedWire = {
  version: 1;
  title: string;
  /** Whether somebody gave the title; a derived one repeats the text and need not be shown above it. */
  titled: boolean;
  text: string;
  thread: string[];
  link: string | null;
  media: MediaWire[];
  poll: PollWire | null;
  labels: string[];
  language: string | null;
};

export function renderFeedPost(plan: PublishPlan): RenderedPost {
  return { units: [{ kind: 'post', wire: feedWire(plan) }] };
}

function feedWire(plan: PublishPlan): FeedWire {
  const given = givenTitle(plan);
  return {
    version: 1,
    title: given ?? derivedTitle(plan),
    titled: given !== null,
    text: plan.text,
    thread: plan.thread.map(({ text }) => text),
    link: plan.link,
    media: mediaWire(plan.media),
    poll: pollWire(plan.poll),
    labels: [...plan.labels],
    language: plan.language,
  };
}

function givenTitle(plan: PublishPlan): string | null {
  const option = plan.options['title'];
  const titles = [typeof option === 'string' ? option : null, plan.title].map((title) => title?.trim());
  return titles.find((title) => title) ?? null;
}

function derivedTitle(plan: PublishPlan): string {
  const sources = [plan.text, plan.poll?.question, ...plan.media.map(({ altText }) => altText), plan.link];
  const titles = sources.map((source) => titleFromText(source ?? '', plan.language));
  return titles.find((title) => title !== '') ?? (plan.language?.startsWith('fr') ? 'Sans titre' : 'Untitled');
}

/** Reads a stored payload back; throws when it is of a version this code does not know. */
export function readFeedWire(content: JsonObject): FeedWire {
  if (!isFeedWire(content)) throw new Error(`unknown feed payload version: ${JSON.stringify(content['version'])}`);
  return content;
}

function isFeedWire(content: JsonObject): content is FeedWire {
  return content['version'] === 1;
}
