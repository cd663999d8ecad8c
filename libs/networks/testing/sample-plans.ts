import type { Capabilities, JsonObject, PlannedMedia, PublishPlan } from '../src/contract.js';
import { samplePlan } from './sample-plan.js';

/** The sample as this account can carry it: every kind of content it takes, in as few plans as the kinds allow. */
export function samplePlans(
  capabilities: Capabilities,
  options: JsonObject = {},
): { name: string; plan: PublishPlan }[] {
  const { poll, link, thread, firstComment, media } = capabilities;
  const base = samplePlan({
    media: [],
    link: null,
    thread: thread ? [{ text: 'Part two.' }, { text: 'Part three.' }] : [],
    firstComment: firstComment ? 'The recipe is in the link.' : null,
    options,
  });
  const plans: [string, boolean, Partial<PublishPlan>][] = [
    ['text', media.required !== true, {}],
    ['link', link && media.required !== true, { link: 'https://example.org/recipes?id=1&lang=fr' }],
    ['image', media.maxImages > 0, { media: [image(1)] }],
    ['images', media.maxImages > 1, { media: [image(1), image(2)] }],
    ['video', media.maxVideos > 0, { media: [VIDEO] }],
    ['poll', poll !== null, { poll: samplePoll(capabilities), thread: [], firstComment: null }],
  ];
  return plans.flatMap(([name, applies, changes]) => (applies ? [{ name, plan: { ...base, ...changes } }] : []));
}

function image(number: number): PlannedMedia {
  return {
    mediaId: `image-${number}`,
    url: `https://media.example.org/fold-${number}.jpg`,
    mimeType: 'image/jpeg',
    bytes: 48_213,
    width: 1200,
    height: 800,
    altText: `Hands folding “butter” into dough, ${number}`,
  };
}

const VIDEO: PlannedMedia = {
  mediaId: 'video-1',
  url: 'https://media.example.org/fold.mp4',
  mimeType: 'video/mp4',
  bytes: 1_048_213,
  width: 1280,
  height: 720,
  altText: 'Butter goes into the dough',
  durationMs: 12_000,
};

function samplePoll({ poll }: Capabilities): PublishPlan['poll'] {
  const duration = poll?.durations && !poll.durations.includes(86_400) ? `PT${poll.durations[0]}S` : 'P1D';
  return { question: 'Butter or jam?', options: ['Butter', 'Jam'], duration };
}
