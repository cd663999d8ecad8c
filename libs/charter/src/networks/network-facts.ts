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
  /**
   * False for numbers at second hand: they warn and never refuse. What a network lacks altogether is known, and so is
   * what does not go together.
   */
  certain: { text: boolean; media: boolean; poll: boolean };
}

const ANY = Number.POSITIVE_INFINITY;
const media = (maxImages: number, maxVideos: number, more: Partial<NetworkFacts['media']> = {}) => ({
  ...{ required: false, mixed: false, maxImages, maxVideos },
  ...more,
});
const CERTAIN: NetworkFacts['certain'] = { text: true, media: true, poll: true };
/** Numbers of media and files are often written nowhere official. */
const NO_MEDIA_NUMBERS = { certain: { ...CERTAIN, media: false } };
const NO_NUMBERS = { certain: { text: false, media: false, poll: false } };
const facts = (
  name: string,
  text: NetworkFacts['text'],
  has: NetworkFacts['media'],
  more: Partial<NetworkFacts> = {},
): NetworkFacts => ({ name, text, media: has, poll: null, link: true, certain: CERTAIN, ...more });

const FACEBOOK = facts('Facebook', [{ max: 63_206, unit: 'utf16_units' }], media(10, 1), NO_NUMBERS);

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
    poll: { maxOptions: 12, optionMax: 100, withMedia: false },
  }),
  discord: facts('Discord', [{ max: 2000, unit: 'code_points' }], media(10, 10, { mixed: true }), {
    poll: { maxOptions: 10, optionMax: 55, withMedia: false },
  }),
  slack: facts('Slack', [{ max: 40_000, unit: 'utf16_units' }], media(10, 10, { mixed: true }), NO_MEDIA_NUMBERS),
  linkedin: facts('LinkedIn', [{ max: 3000, unit: 'linkedin_escaped' }], media(20, 1), {
    ...NO_MEDIA_NUMBERS,
    poll: { maxOptions: 4, optionMax: 30, withMedia: false },
  }),
  // As people write it in a file; channels are of `facebook_pages`.
  facebook: FACEBOOK,
  facebook_pages: FACEBOOK,
  instagram: facts('Instagram', [{ max: 2200, unit: 'utf16_units' }], media(10, 10, { required: true, mixed: true }), {
    ...NO_NUMBERS,
    link: false,
  }),
  threads: facts('Threads', [{ max: 500, unit: 'threads' }], media(20, 20, { mixed: true }), {
    ...NO_MEDIA_NUMBERS,
    poll: { maxOptions: 4, optionMax: 25, withMedia: false },
  }),
  x: facts('X', [{ max: 280, unit: 'x_weighted' }], media(4, 1), {
    poll: { maxOptions: 4, optionMax: 25, withMedia: false },
  }),
  youtube: facts('YouTube', [{ max: 5000, unit: 'utf8_bytes' }], media(0, 1, { required: true })),
  pinterest: facts('Pinterest', [{ max: 800, unit: 'code_points' }], media(5, 1, { required: true })),
  reddit: facts('Reddit', [{ max: 40_000, unit: 'code_points' }], media(20, 1), {
    ...NO_NUMBERS,
    poll: { maxOptions: 6, optionMax: 120, withMedia: false },
  }),
  tiktok: facts('TikTok', [{ max: 2200, unit: 'utf16_units' }], media(35, 1, { required: true }), { link: false }),
  google_business: facts('Google Business Profile', [{ max: 1500, unit: 'utf16_units' }], media(1, 0), NO_NUMBERS),
  wordpress: facts('WordPress', [], media(ANY, ANY, { mixed: true }), NO_NUMBERS),
  ghost: facts('Ghost', [], media(20, 0, { mixed: true }), NO_NUMBERS),
};

/** Those that we know of a post’s targets, in their order. */
export function factsOf(networks: readonly string[]): NetworkFacts[] {
  return networks.map((id) => NETWORK_FACTS[id]).filter((known) => known !== undefined);
}
