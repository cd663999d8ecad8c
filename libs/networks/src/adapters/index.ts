import type { NetworkAdapter } from '../contract.js';
import { blueskyAdapter } from './bluesky/adapter.js';
import { discordAdapter } from './discord/adapter.js';
import { facebookPagesAdapter } from './facebook_pages/adapter.js';
import { feedAdapter } from './feed/adapter.js';
import { ghostAdapter } from './ghost/adapter.js';
import { instagramAdapter } from './instagram/adapter.js';
import { linkedinAdapter } from './linkedin/adapter.js';
import { mastodonAdapter } from './mastodon/adapter.js';
import { slackAdapter } from './slack/adapter.js';
import { telegramAdapter } from './telegram/adapter.js';
import { threadsAdapter } from './threads/adapter.js';
import { webhookAdapter } from './webhook/adapter.js';
import { wordpressAdapter } from './wordpress/adapter.js';
import { xAdapter } from './x/adapter.js';
import { youtubeAdapter } from './youtube/adapter.js';

/** Every network this installation knows: one per folder here, in the order of their names. */
export const adapters: readonly NetworkAdapter[] = [
  blueskyAdapter,
  discordAdapter,
  facebookPagesAdapter,
  feedAdapter,
  ghostAdapter,
  instagramAdapter,
  linkedinAdapter,
  mastodonAdapter,
  slackAdapter,
  telegramAdapter,
  threadsAdapter,
  webhookAdapter,
  wordpressAdapter,
  xAdapter,
  youtubeAdapter,
];
