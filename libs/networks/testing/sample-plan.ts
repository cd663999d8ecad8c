import type { PublishPlan, Seed } from '../src/contract.js';

/** A plan that uses everything a network may be asked to carry; `changes` replace its parts. */
export function samplePlan(changes: Partial<PublishPlan> = {}): PublishPlan {
  return {
    title: 'Monday’s demo',
    text: 'How we fold croissants — 27 layers & counting.\n\nWatch <closely>! https://example.org/fold',
    link: 'https://example.org/recipes?id=1&lang=fr',
    media: [SAMPLE_IMAGE],
    poll: null,
    thread: [],
    firstComment: null,
    language: 'en',
    labels: ['demo', 'pastry'],
    options: {},
    ...changes,
  };
}

const SAMPLE_IMAGE = {
  mediaId: 'media-1',
  url: 'https://media.example.org/fold.jpg',
  mimeType: 'image/jpeg',
  bytes: 48_213,
  width: 1200,
  height: 800,
  altText: 'Hands folding “butter” into dough',
};

export const SAMPLE_SEED: Seed = {
  key: '018f3b1e-7c5a-7d3e-9a41-5b1f0e6c2d10',
  createdAt: '2026-11-24T08:00:00.000Z',
  parent: null,
  root: null,
};
