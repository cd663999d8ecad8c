import type { CountingUnit } from '#counting';

/** What a network takes, as far as a charter can tell before an adapter has asked the account. */
export interface NetworkFacts {
  name: string;
  /** Each limit holds. */
  text: readonly { max: number; unit: CountingUnit }[];
  media: {
    required: boolean;
    /** Images beside a video. */
    mixed: boolean;
    maxImages: number;
    maxVideos: number;
  };
  /** Null where it has none; `withMedia`: beside images or a video. */
  poll: { maxOptions: number; optionMax: number; withMedia: boolean } | null;
  /** Whether readers can follow a link in a post. */
  link: boolean;
  /** False for knowledge at second hand: it warns and never refuses. */
  certain: boolean;
}

const ANY = Number.POSITIVE_INFINITY;
const media = (maxImages: number, maxVideos: number, more: Partial<NetworkFacts['media']> = {}) => ({
  ...{ required: false, mixed: false, maxImages, maxVideos },
  ...more,
});
const facts = (
  name: string,
  text: NetworkFacts['text'],
  has: NetworkFacts['media'],
  more: Partial<NetworkFacts> = {},
): NetworkFacts => ({ name, text, media: has, poll: null, link: true, certain: true, ...more });

/**
 * By network id, defaults of November 2026 from the official documents (lexicons of @atproto/api 0.21, docs.joinmastodon.org,
 * core.telegram.org/bots/api, discord.com/developers, api.slack.com, learn.microsoft.com/linkedin, developers.facebook.com,
 * docs.x.com, developers.google.com/youtube, developers.pinterest.com, developers.tiktok.com). Where an account is
 * known, its adapter says more.
 */
export const NETWORK_FACTS: Readonly<Record<string, NetworkFacts>> = {
  bluesky: facts(
    'Bluesky',
    [
      { max: 300, unit: 'graphemes' },
      { max: 3000, unit: 'utf8_bytes' },
    ],
    media(4, 1),
  ),
  mastodon: facts('Mastodon', [{ max: 500, unit: 'mastodon' }], media(4, 1), {
    poll: { maxOptions: 4, optionMax: 50, withMedia: false },
  }),
  telegram: facts('Telegram', [{ max: 4096, unit: 'utf16_units' }], media(10, 10, { mixed: true }), {
    poll: { maxOptions: 12, optionMax: 100, withMedia: true },
  }),
  discord: facts('Discord', [{ max: 2000, unit: 'code_points' }], media(10, 10, { mixed: true }), {
    poll: { maxOptions: 10, optionMax: 55, withMedia: false },
  }),
  slack: facts('Slack', [{ max: 40_000, unit: 'utf16_units' }], media(10, 10, { mixed: true })),
  linkedin: facts('LinkedIn', [{ max: 3000, unit: 'linkedin_escaped' }], media(20, 1), {
    poll: { maxOptions: 4, optionMax: 30, withMedia: false },
  }),
  facebook: facts('Facebook', [{ max: 63_206, unit: 'utf16_units' }], media(10, 1), { certain: false }),
  facebook_pages: facts('Facebook', [{ max: 63_206, unit: 'utf16_units' }], media(10, 1), { certain: false }),
  instagram: facts('Instagram', [{ max: 2200, unit: 'utf16_units' }], media(10, 1, { required: true, mixed: true }), {
    link: false,
  }),
  threads: facts('Threads', [{ max: 500, unit: 'threads' }], media(20, 1, { mixed: true }), {
    poll: { maxOptions: 4, optionMax: 25, withMedia: false },
  }),
  x: facts('X', [{ max: 280, unit: 'x_weighted' }], media(4, 1), {
    poll: { maxOptions: 4, optionMax: 25, withMedia: false },
  }),
  youtube: facts('YouTube', [{ max: 5000, unit: 'utf8_bytes' }], media(0, 1, { required: true }), { certain: false }),
  pinterest: facts('Pinterest', [{ max: 800, unit: 'code_points' }], media(5, 1, { required: true })),
  reddit: facts('Reddit', [{ max: 40_000, unit: 'code_points' }], media(20, 1), {
    poll: { maxOptions: 6, optionMax: 120, withMedia: false },
    certain: false,
  }),
  tiktok: facts('TikTok', [{ max: 2200, unit: 'utf16_units' }], media(35, 1, { required: true }), { link: false }),
  google_business: facts('Google Business Profile', [{ max: 1500, unit: 'utf16_units' }], media(1, 0), {
    certain: false,
  }),
  wordpress: facts('WordPress', [], media(ANY, ANY, { mixed: true })),
  ghost: facts('Ghost', [], media(ANY, ANY, { mixed: true })),
};

/** Those that we know of a post’s targets, in their order. */
export function factsOf(networks: readonly string[]): NetworkFacts[] {
  return networks.flatMap((id) => NETWORK_FACTS[id] ?? []);
}
