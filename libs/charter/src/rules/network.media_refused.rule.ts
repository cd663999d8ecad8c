import type { Report } from '../finding.js';
import { factsOf, type NetworkFacts } from '../networks/network-facts.js';
import type { Rule } from '../rule.js';
import type { SubjectMedia } from '../subject.js';

const IMAGE = { kind: 'image', alt: 'Un bol de soupe' } as const;
const VIDEO = { kind: 'video', alt: 'Une cuillère tourne' } as const;

/** Images or videos that a target network does not take, or takes only with. */
export const networkMediaRefused: Rule = {
  meta: {
    id: 'network.media_refused',
    title: { en: 'Media that a network refuses', fr: 'Médias refusés par un réseau' },
    rationale: {
      en: 'A network refuses a post with too many media, or without any where it asks for some.',
      fr: 'Un réseau refuse un post qui a trop de médias, ou qui n’en a pas là où il en faut.',
    },
    severity: 'block',
    phase: 'gate',
    options: { type: 'object', additionalProperties: false, properties: {} },
    messages: {
      images: {
        en: '{network} takes {max} images; there are {used}.',
        fr: '{network} accepte {max} images ; il y en a {used}.',
      },
      videos: {
        en: '{network} takes {max} videos; there are {used}.',
        fr: '{network} accepte {max} vidéos ; il y en a {used}.',
      },
      mixed: {
        en: '{network} takes images or a video, not both.',
        fr: '{network} accepte des images ou une vidéo, pas les deux.',
      },
      required: {
        en: '{network} takes no post without an image or a video.',
        fr: '{network} n’accepte aucun post sans image ni vidéo.',
      },
    },
    examples: {
      fr: {
        valid: [{ text: 'La soupe est prête.', subject: { networks: ['instagram'], media: [IMAGE] } }],
        invalid: [
          { text: 'La soupe est prête.', subject: { networks: ['instagram'] } },
          { text: 'La soupe.', subject: { networks: ['x'], media: [IMAGE, IMAGE, IMAGE, IMAGE, IMAGE] } },
        ],
      },
      en: {
        valid: [{ text: 'The soup is ready.', subject: { networks: ['x'], media: [IMAGE] } }],
        invalid: [
          { text: 'The soup is ready.', subject: { networks: ['linkedin'], media: [IMAGE, VIDEO] } },
          { text: 'The soup is ready.', subject: { networks: ['youtube'], media: [VIDEO, VIDEO] } },
        ],
      },
    },
  },
  defaults: {},
  check: ({ subject }) => factsOf(subject.networks).flatMap((network) => refusedBy(network, subject.media)),
};

function refusedBy({ name, media, certain }: NetworkFacts, given: readonly SubjectMedia[]): Report[] {
  const images = given.filter(({ kind }) => kind === 'image').length;
  const videos = given.length - images;
  const reports: Report[] = [];
  const refuse = (messageId: string, data: Record<string, number> = {}, known = true): void =>
    void reports.push({
      ...{ messageId, data: { network: name, ...data }, span: null },
      confidence: known ? 'certain' : 'hint',
    });
  const { maxImages, maxVideos } = media;
  if (images > maxImages) refuse('images', { max: maxImages, used: images }, certain.media || maxImages === 0);
  if (videos > maxVideos) refuse('videos', { max: maxVideos, used: videos }, certain.media || maxVideos === 0);
  if (images > 0 && videos > 0 && !media.mixed) refuse('mixed');
  if (media.required && given.length === 0) refuse('required');
  return reports;
}
